// Who does a step, and where it goes on; of a step with several symbols one of these stands for each.

import { make } from "./elements.js";
import { Target } from "./panel_parts.js";
import { stepAt, told } from "./paths.js";

const NEXT = "Langkah berikutnya";

export class Doing {
  constructor(editor, step, symbol = null) {
    this.editor = editor;
    this.step = step;
    this.symbol = symbol;
    this.end = symbol ? `-${symbol}` : ""; // of ids, which are each the only one
    const heading = symbol === null ? "" : ` lambang ${symbol + 1}`;
    this.actors = make("fieldset", { class: "actors" });
    this.legend = `Pelaksana${heading}`;
    this.elements = [this.actors, this.#flow(`Alur${heading}`)];
  }

  /** What is changed: the step, or one of its symbols. */
  get what() {
    const { step } = stepAt(this.editor.state, this.step);
    return this.symbol === null ? step : step.symbols[this.symbol];
  }

  #change(change) {
    this.editor.act({ path: this.what.path, ...change }, this.editor.selection.key, { into: false });
  }

  #flow(legend) {
    const id = `decision${this.end}`;
    this.decision = make("input", { type: "checkbox", id, on: { change: () => this.#decide() } });
    const target = (name, label, chosen) =>
      new Target(this.editor, { name: `${name}${this.end}`, label, nothing: NEXT, chosen });
    this.next = target("next", "Lanjut ke", (to) => this.#change({ kind: "lead", to }));
    this.yes = target("yes", "Ya ke", (yes) => this.#change({ kind: "decide", yes, no: this.what.no }));
    this.no = target("no", "Tidak ke", (no) => this.#change({ kind: "decide", yes: this.what.yes, no }));
    const check = make("label", { class: "check", for: id }, this.decision, "Jadikan keputusan");
    return make(
      "fieldset",
      { class: "flow" },
      make("legend", {}, legend),
      check,
      this.yes.element,
      this.no.element,
      this.next.element,
    );
  }

  /** A new decision leads back to the step before it until somebody says otherwise. */
  #decide() {
    if (!this.decision.checked) return this.#change({ kind: "undecide" });
    const { section, index } = stepAt(this.editor.state, this.step);
    return this.#change({ kind: "decide", yes: null, no: section.steps[Math.max(0, index - 1)].path });
  }

  update(section, step) {
    const what = this.symbol === null ? step : step.symbols[this.symbol];
    if (!what) return;
    this.#showActors(section.actors, what);
    this.decision.checked = what.decision;
    this.yes.element.hidden = this.no.element.hidden = !what.decision;
    this.next.element.hidden = what.decision;
    this.next.show(section.steps, what.next);
    this.yes.show(section.steps, what.yes);
    this.no.show(section.steps, what.no);
  }

  #showActors(actors, what) {
    const focused = document.activeElement?.id ?? "";
    const choices = actors.map((actor, index) => {
      const id = `actor-${index}${this.end}`;
      const box = make("input", {
        type: "checkbox",
        id,
        value: index,
        on: { change: () => this.#setActors(what.actors) },
      });
      box.checked = what.actors.includes(index);
      const name = actor.group ? `${actor.name} (${actor.group})` : actor.name;
      return make("label", { class: "check", for: id }, box, name || "(tanpa nama)");
    });
    this.actors.replaceChildren(make("legend", {}, this.legend), ...choices);
    if (choices.some((choice) => choice.getAttribute("for") === focused)) document.getElementById(focused).focus();
  }

  /** Who was there before keeps their order: the first one leads. */
  #setActors(before) {
    const chosen = [...this.actors.querySelectorAll("input:checked")].map((box) => Number(box.value));
    const actors = [
      ...before.filter((index) => chosen.includes(index)),
      ...chosen.filter((index) => !before.includes(index)),
    ];
    this.editor.act({ kind: "set-actors", path: this.what.path, actors }, `actors:${told(this.step)}`, { into: false });
  }

  focusActor(index) {
    document.getElementById(`actor-${index ?? this.what.actors[0] ?? 0}${this.end}`)?.focus();
  }

  focusWay(branch) {
    const way = this.what.decision ? (branch === "tidak" ? this.no : this.yes) : this.next;
    way.choice.focus();
  }
}
