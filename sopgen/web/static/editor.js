// What people do to the document that is open: each action is one change, and says what is selected afterwards.

import { byId, make } from "./elements.js";
import { announce, ask, banner, complain, dismiss } from "./messages.js";
import { actorAt, same, stepAt, stepName, told } from "./paths.js";

/** Acts on `sop` (an OpenSop, null while none is open) with what is selected. */
export class Editor {
  constructor(selection) {
    this.selection = selection;
    this.sop = null;
    this.picking = null; // waits for a step to be clicked
  }

  get state() {
    return this.sop.state;
  }

  /** Makes a change; `key` is selected then. What is typed meanwhile goes to where the caret comes to be. */
  async act(change, key = this.selection.key, { into = writing(), done = "" } = {}) {
    return this.#sent(() => this.sop.change(change), key, into, done);
  }

  undo() {
    return this.#sent(() => this.sop.undo(), this.selection.key, writing(), "Diurungkan");
  }

  redo() {
    return this.#sent(() => this.sop.redo(), this.selection.key, writing(), "Diulangi");
  }

  async save() {
    if (!this.sop) return;
    try {
      await this.sop.save();
      announce("Tersimpan");
    } catch (error) {
      if (!error.state?.conflict) complain(error.message);
    }
  }

  async #sent(send, key, into, done) {
    if (!this.sop) return null;
    const catcher = into ? caught() : null;
    const before = this.selection.key;
    try {
      const state = await send();
      // Who has gone on meanwhile is not called back.
      if (this.selection.key === before || !this.selection.item) {
        this.selection.choose(key, { into, focus: !into && onPage(), quiet: Boolean(done) });
      }
      if (done) announce(done);
      return state;
    } catch (error) {
      this.selection.choose(this.selection.key, { into, quiet: true });
      complain(error.message);
      return null;
    } finally {
      release(catcher);
    }
  }

  /** An empty step at `index` of a section, with the caret in its first text. */
  insertStep(section, index) {
    const path = [...section.path, index];
    const change = { kind: "insert-step", path: section.path, index };
    return this.act(change, `cell:${told(path)}/kegiatan`, { into: true, done: `Langkah ${index + 1} ditambahkan` });
  }

  duplicateStep({ section, step, index }) {
    const path = [...section.path, index + 1];
    return this.act({ kind: "duplicate-step", path: step.path }, this.#keyAt(path), {
      done: `Langkah ${step.number} digandakan`,
    });
  }

  moveStep({ section, step }, to) {
    if (to < 0 || to >= section.steps.length) return announce("Langkah ini sudah di ujung tabel");
    const key = this.#keyAt([...section.path, to]);
    return this.act({ kind: "move-step", path: step.path, to }, key, {
      done: `Langkah ${step.number} menjadi langkah ${to + 1}`,
    });
  }

  /** A step goes; when others lead to it, people say where these lead then. */
  async deleteStep(found) {
    const { section, step, index } = found;
    const change = { kind: "delete-step", path: step.path };
    const leading = section.steps.filter((each) =>
      ways(each).some((way) => Array.isArray(way) && same(way, step.path)),
    );
    const others = leading.filter((each) => each !== step);
    if (others.length) {
      const target = await this.#newTarget(found, others);
      if (target === null) return null;
      if (target) change.target = target;
    }
    const left = Math.max(0, Math.min(index, section.steps.length - 2));
    const key = this.#keyAt([...section.path, left]);
    return this.act(change, key, { into: false, done: `Langkah ${step.number} dihapus` });
  }

  /** The path of a step, "" for the one after it, null when nothing is to be deleted. */
  #newTarget({ section, step }, leading) {
    const steps = section.steps.filter((each) => each !== step);
    const choice = make(
      "select",
      { id: "new-target" },
      make("option", { value: "" }, "Langkah sesudahnya"),
      ...steps.map((each) => make("option", { value: told(each.path) }, stepName(each))),
    );
    const numbers = leading.map((each) => each.number).join(", ");
    const told_ = make("p", {}, `Langkah ${step.number} adalah tujuan langkah ${numbers}.`);
    const label = make("label", { for: "new-target" }, "Alur itu lalu menuju");
    const content = make("div", {}, told_, label, choice);
    const chosen = () => steps.find((each) => told(each.path) === choice.value)?.path ?? "";
    return ask(`Hapus langkah ${step.number}?`, content, [
      ["Hapus langkah", chosen],
      ["Batal", null],
    ]);
  }

  repair(finding) {
    return this.act({ kind: "repair", finding: finding.key }, this.selection.key, { into: false, done: "Diperbaiki" });
  }

  deleteActor({ section, actor, index }) {
    const busy = section.steps.filter((step) => step.actors.includes(index)).map((step) => step.number);
    if (busy.length)
      return complain(
        `Kolom ${actor.name} masih dipakai langkah ${busy.join(", ")}; pindahkan dahulu ke pelaksana lain.`,
      );
    return this.act({ kind: "delete-actor", path: actor.path }, "", {
      into: false,
      done: `Kolom ${actor.name} dihapus`,
    });
  }

  moveActor(found, by) {
    const { section, actor } = found;
    const [list, index] = placeIn(found);
    const to = index + by;
    const others = section.actors.filter((each) => same(each.path.slice(0, -1), list));
    if (to < 0 || to >= others.length) return announce("Kolom ini sudah di ujung");
    const key = `actor:${told([...list, to])}`;
    return this.act({ kind: "move-actor", path: actor.path, to }, key, { done: `Kolom ${actor.name} dipindahkan` });
  }

  /** A column beside another (`after`: 0 left, 1 right of it), or the last of a table. */
  async insertActor(found, after = 0) {
    const [list, at] = found.actor ? placeIn(found) : [found.section.actorsPath, found.section.actors.length];
    const index = at + after;
    const name = make("input", { id: "new-actor", type: "text", autocomplete: "off" });
    const content = make("div", {}, make("label", { for: "new-actor" }, "Nama pelaksana"), name);
    name.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // else the button that is focused afterwards is pressed too
      name.closest("dialog").querySelector(".main").click();
    });
    const given = await ask("Kolom pelaksana baru", content, [
      ["Tambahkan", () => name.value.trim()],
      ["Batal", null],
    ]);
    if (!given) return null;
    const key = `actor:${told([...list, index])}`;
    return this.act({ kind: "insert-actor", path: list, index, name: given }, key, {
      into: false,
      done: `Kolom ${given} ditambahkan`,
    });
  }

  /** Waits for a click on a step (or Enter on one); null when it is given up. */
  pick(said) {
    this.picking?.(null);
    banner("pick", said, [["Batal", () => this.picking?.(null)]]);
    document.body.classList.add("is-picking");
    this.selection.item?.focusable?.focus({ preventScroll: true });
    return new Promise((resolve) => {
      this.picking = (path) => {
        this.picking = null;
        dismiss("pick");
        document.body.classList.remove("is-picking");
        resolve(path);
      };
    });
  }

  /** The step that is selected, or whose text, symbol, arrow is. */
  get step() {
    const item = this.selection.item;
    return item && this.sop ? stepAt(this.state, item.path) : null;
  }

  get actor() {
    const item = this.selection.item;
    return item && this.sop ? actorAt(this.state, item.path) : null;
  }

  /** The key of another step for the same column as the one selected. */
  #keyAt(step) {
    const item = this.selection.item;
    if (item?.kind === "cell") return `cell:${told(step)}/${item.path.at(-1)}`;
    return `${item?.kind === "actors" ? "actors" : "step"}:${told(step)}`;
  }
}

/** All ways out of a step that its source names. */
const ways = (step) => [step, ...(step.symbols ?? [])].flatMap(({ yes, no, next }) => [yes, no, next]);

/** The list that a column stands in (the table's, or a group's), and its index there. */
const placeIn = ({ section, actor, index }) =>
  typeof actor.path.at(-1) === "number" ? [actor.path.slice(0, -1), actor.path.at(-1)] : [section.actorsPath, index];

const writing = () => Boolean(document.activeElement?.box);

const onPage = () => Boolean(document.activeElement?.dataset?.item) || document.activeElement === document.body;

/** Takes the keys while a change is on its way, so that none is lost. */
function caught() {
  const catcher = byId("catcher") ?? make("textarea", { id: "catcher", class: "unseen", "aria-label": "Sebentar" });
  catcher.value = "";
  document.body.append(catcher);
  catcher.focus({ preventScroll: true });
  return catcher;
}

function release(catcher) {
  const text = catcher?.value ?? "";
  const box = document.activeElement?.box;
  if (text && box) box.type(text.replace(/\n+/g, " "));
  catcher?.remove();
}
