// Parts of the panel: findings, targets, lists. Each has `element` and `update(state, ours)`.

import { button, icon, make, small } from "./elements.js";
import { END, goalOf, goalValue, stepName, told } from "./paths.js";
import { TextBox } from "./text_box.js";

const SAID = { galat: "Galat", peringatan: "Peringatan", saran: "Saran" };

/** Findings, each with what may be done about it; `about` says which, `link` that they lead to their place. */
export class Findings {
  constructor(editor, about, { link = false, title = "" } = {}) {
    this.editor = editor;
    this.about = about;
    this.link = link;
    this.title = title;
    this.element = make("div", { class: "findings" });
    this.update(editor.state);
  }

  update(state) {
    const found = state.findings.filter(this.about);
    const heading = this.title && found.length ? [make("h3", {}, `${this.title} (${found.length})`)] : [];
    this.element.replaceChildren(...heading, ...found.map((finding) => this.#entry(finding)));
    this.element.hidden = !found.length;
  }

  #entry(finding) {
    const { selection } = this.editor;
    const where = this.link ? selection.at(finding.path ?? []) : null;
    const go = where && button("Tunjukkan", () => selection.choose(where.key, { into: true }), { class: "link" });
    const repair = finding.repair && button("Perbaiki", () => this.editor.repair(finding), { picture: "repair" });
    const said = !finding.step || finding.message.includes(`angkah ${finding.step}`);
    const step = this.link && !said ? `Langkah ${finding.step}. ` : "";
    return make(
      "div",
      { class: `finding ${finding.severity}` },
      make("p", {}, make("strong", {}, `${SAID[finding.severity] ?? finding.severity}: `), step, finding.message),
      finding.hint ? make("p", { class: "hint" }, finding.hint) : null,
      go || repair ? make("p", { class: "row" }, repair || null, go || null) : null,
    );
  }
}

/** The entries of a list of the form: written, added, deleted, moved. */
export class Entries {
  constructor(editor, field) {
    this.editor = editor;
    this.path = field.path;
    this.label = field.label;
    this.rows = make("ol", { class: "entries" });
    const add = button("Tambah butir", () => this.add(this.boxes.length), { picture: "add" });
    this.element = make("div", {}, this.rows, add);
    this.boxes = [];
    this.draw(field.items);
  }

  draw(items) {
    this.leave();
    this.boxes = items.map((text, index) => this.#box(index, text));
    this.rows.replaceChildren(...this.boxes.map((box, index) => this.#row(box, index)));
    this.boxes.forEach((box) => box.fit());
  }

  #box(index, text) {
    const label = `${this.label}, butir ${index + 1}`;
    return new TextBox(this.editor.sop, {
      path: [...this.path, index],
      text,
      label,
      empties: true,
      "data-key": `item:${told([...this.path, index])}`,
    });
  }

  #row(box, index) {
    const name = `butir ${index + 1}`;
    const tools = make(
      "span",
      { class: "tools" },
      small(`Naikkan ${name}`, "up", () => this.move(index, -1), { disabled: index === 0 }),
      small(`Turunkan ${name}`, "down", () => this.move(index, 1), { disabled: index === this.boxes.length - 1 }),
      small(`Hapus ${name}`, "delete", () => this.remove(index)),
    );
    return make("li", {}, box.element, tools);
  }

  /** An entry that is not in the source before something is written in it. */
  add(index) {
    const box = new TextBox(this.editor.sop, {
      path: [...this.path, index],
      text: "",
      label: `${this.label}, butir baru`,
      empties: true,
      "data-key": "new",
    });
    const insert = (text) => {
      delete box.insteadOfWriting;
      return this.editor.sop.change({ kind: "insert-item", path: this.path, index, text });
    };
    box.insteadOfWriting = insert;
    this.boxes.splice(index, 0, box);
    this.rows.insertBefore(this.#row(box, index), this.rows.children[index] ?? null);
    box.element.addEventListener("blur", () => {
      if (!box.element.value.trim() && box.insteadOfWriting) this.update(this.editor.state);
    });
    box.focus();
  }

  move(index, by) {
    const to = index + by;
    if (to < 0 || to >= this.boxes.length) return;
    this.editor.act({ kind: "move-item", path: [...this.path, index], to }, `item:${told([...this.path, to])}`, {
      into: true,
    });
  }

  remove(index) {
    this.editor.act({ kind: "delete-item", path: [...this.path, index] }, `field:${told(this.path)}`, { into: false });
  }

  update(state, ours = false) {
    const items = state.fields.find((field) => told(field.path) === told(this.path))?.items ?? [];
    const drafts = this.boxes.filter((box) => box.insteadOfWriting && document.activeElement === box.element);
    if (items.length !== this.boxes.length - drafts.length) this.draw(items);
    else
      this.boxes
        .filter((box) => !drafts.includes(box))
        .forEach((box, index) => {
          box.update(items[index], [...this.path, index], ours);
          box.element.dataset.key = `item:${told([...this.path, index])}`;
          box.element.setAttribute("aria-label", `${this.label}, butir ${index + 1}`);
        });
  }

  leave() {
    this.boxes.forEach((box) => box.leave());
  }
}

/** A choice of a step to lead to, from the list or by a click on the page. */
export class Target {
  constructor(editor, { name, label, nothing, chosen }) {
    this.editor = editor;
    this.nothing = nothing;
    this.label = label;
    this.choice = make("select", { id: name, on: { change: () => chosen(this.goal) } });
    const pick = async () => {
      const path = await editor.pick(
        `${label}: klik langkah tujuannya pada halaman, atau pilih dengan tombol panah lalu Enter`,
      );
      if (path) chosen(path);
    };
    const picker = make(
      "button",
      {
        type: "button",
        class: "small",
        "aria-label": `${label}: pilih di halaman`,
        title: "Pilih di halaman",
        on: { click: pick },
      },
      icon("pick"),
    );
    this.element = make(
      "div",
      { class: "target" },
      make("label", { for: name }, label),
      make("span", { class: "row" }, this.choice, picker),
    );
  }

  get goal() {
    return goalOf(this.choice.value);
  }

  show(steps, goal) {
    const ways = [["", this.nothing], ...steps.map((step) => [told(step.path), stepName(step)]), [END, "Akhir alur"]];
    this.choice.replaceChildren(...ways.map(([value, text]) => make("option", { value }, text)));
    this.choice.value = goalValue(goal);
  }
}
