// The panel of a step: its texts, who does it, where it goes on, and what can be done with it.

import { button, make } from "./elements.js";
import { Doing } from "./panel_doing.js";
import { Findings } from "./panel_parts.js";
import { same, stepAt, told } from "./paths.js";
import { TextBox } from "./text_box.js";

export class StepPanel {
  constructor(editor, item) {
    this.editor = editor;
    const found = stepAt(editor.state, item.path);
    this.path = found.step.path;
    this.heading = make("h2", { tabindex: "-1" });
    this.findings = new Findings(
      editor,
      (finding) => told(finding.path ?? []).startsWith(told(this.path)) && this.#isHere(finding),
    );
    this.boxes = editor.state.columns
      .filter(({ key }) => key in found.step.texts)
      .map((column) => this.#box(column, found.step));
    const symbols = found.step.symbols?.length ?? 0;
    this.parts = symbols
      ? found.step.symbols.map((_, index) => new Doing(editor, this.path, index))
      : [new Doing(editor, this.path)];
    this.element = make(
      "div",
      { class: "step" },
      this.heading,
      this.findings.element,
      ...this.boxes.map(labelled),
      ...this.parts.flatMap((part) => part.elements),
      this.#tools(),
    );
    this.update(editor.state);
  }

  #isHere(finding) {
    const at = finding.path[this.path.length - 1];
    return at === this.path.at(-1);
  }

  shows(state, item) {
    const found = item && stepAt(state, item.path);
    const fits = found && same(found.step.path, this.path) && item.kind !== "actor";
    return Boolean(fits && (found.step.symbols?.length || 1) === this.parts.length);
  }

  #box({ key, label }, step) {
    const path = [...this.path, key];
    const named = { "data-key": `cell:${told(path)}`, id: `text-${key}` };
    return Object.assign(new TextBox(this.editor.sop, { path, text: step.texts[key], label: null, ...named }), {
      column: key,
      label,
    });
  }

  get found() {
    return stepAt(this.editor.state, this.path);
  }

  #tools() {
    const { editor } = this;
    const act = (text, picture, does, more = {}) => button(text, does, { picture, ...more });
    return make(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Langkah" },
      act("Sisipkan di atas", "above", () => editor.insertStep(this.found.section, this.found.index)),
      act("Sisipkan di bawah", "below", () => editor.insertStep(this.found.section, this.found.index + 1)),
      act("Naikkan", "up", () => editor.moveStep(this.found, this.found.index - 1), { title: "Alt+↑" }),
      act("Turunkan", "down", () => editor.moveStep(this.found, this.found.index + 1), { title: "Alt+↓" }),
      act("Gandakan", "copy", () => editor.duplicateStep(this.found)),
      act("Hapus", "delete", () => editor.deleteStep(this.found), { title: "Delete" }),
    );
  }

  update(state, ours = false) {
    const found = stepAt(state, this.path);
    if (!found) return;
    const { section, step } = found;
    this.heading.textContent =
      state.sections.length > 1 && section.title
        ? `${section.title}, langkah ${step.number}`
        : `Langkah ${step.number}`;
    this.findings.update(state);
    for (const box of this.boxes) box.update(step.texts[box.column] ?? "", box.path, ours);
    for (const part of this.parts) part.update(section, step);
  }

  /** The caret where the item is: in its text, at the pelaksana, at the flow. */
  focus(item, slot) {
    const box = this.boxes.find((each) => each.column === item.path.at(-1));
    if (item.kind === "cell" && box) return box.focus();
    if (item.kind === "edge") return this.parts.at(-1).focusWay(item.branch);
    if (item.kind === "actors") return this.parts[0].focusActor(slot);
    return this.heading.focus();
  }

  leave() {
    this.boxes.forEach((box) => box.leave());
  }
}

const labelled = (box) =>
  make("div", { class: "field" }, make("label", { for: box.element.id }, box.label), box.element);
