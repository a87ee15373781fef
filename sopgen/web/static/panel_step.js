// The panel of a step: its texts, who does it, where it goes on, and what can be done with it.

import { button, make } from "./elements.js";
import { Findings, Target } from "./panel_parts.js";
import { same, stepAt, stepName, told } from "./paths.js";
import { TextBox } from "./text_box.js";

export class StepPanel {
  constructor(editor, item) {
    this.editor = editor;
    const found = stepAt(editor.state, item.path);
    this.path = found.step.path;
    this.heading = make("h2", { tabindex: "-1" });
    this.findings = new Findings(editor, (finding) => told(finding.path ?? []).startsWith(told(this.path)) && this.#isHere(finding));
    this.boxes = editor.state.columns.filter(({ key }) => key in found.step.texts).map((column) => this.#box(column, found.step));
    this.actors = make("fieldset", { class: "actors" });
    this.flow = this.#flow();
    this.element = make("div", { class: "step" }, this.heading, this.findings.element, ...this.boxes.map(labelled), this.actors, this.flow, this.#tools());
    this.update(editor.state);
  }

  #isHere(finding) {
    const at = finding.path[this.path.length - 1];
    return at === this.path.at(-1);
  }

  shows(state, item) {
    const found = item && stepAt(state, item.path);
    return Boolean(found && same(found.step.path, this.path) && item.kind !== "actor");
  }

  #box({ key, label }, step) {
    const path = [...this.path, key];
    const named = { "data-key": `cell:${told(path)}`, id: `text-${key}` };
    return Object.assign(new TextBox(this.editor.sop, { path, text: step.texts[key], label: null, ...named }), { column: key, label });
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

  #flow() {
    const { editor } = this;
    this.decision = make("input", { type: "checkbox", id: "decision", on: { change: () => this.#decide() } });
    const change = (make_) => (path) => editor.act(make_(path), editor.selection.key, { into: false });
    const step = () => this.found.step;
    this.next = new Target(editor, { name: "next", label: "Lanjut ke", nothing: "Langkah berikutnya", chosen: change((to) => ({ kind: "lead", path: this.path, to })) });
    this.yes = new Target(editor, { name: "yes", label: "Ya ke", nothing: "Langkah berikutnya", chosen: change((yes) => ({ kind: "decide", path: this.path, yes, no: step().no })) });
    this.no = new Target(editor, { name: "no", label: "Tidak ke", nothing: "Langkah berikutnya", chosen: change((no) => ({ kind: "decide", path: this.path, yes: step().yes, no })) });
    const check = make("label", { class: "check", for: "decision" }, this.decision, "Jadikan keputusan");
    return make("fieldset", {}, make("legend", {}, "Alur"), check, this.yes.element, this.no.element, this.next.element);
  }

  /** A new decision leads back to the step before it until somebody says otherwise. */
  #decide() {
    const { section, index } = this.found;
    const no = section.steps[Math.max(0, index - 1)].path;
    const change = this.decision.checked ? { kind: "decide", path: this.path, yes: null, no } : { kind: "undecide", path: this.path };
    this.editor.act(change, this.editor.selection.key, { into: false });
  }

  update(state, ours = false) {
    const found = stepAt(state, this.path);
    if (!found) return;
    const { section, step } = found;
    this.heading.textContent = state.sections.length > 1 && section.title ? `${section.title}, langkah ${step.number}` : `Langkah ${step.number}`;
    this.findings.update(state);
    for (const box of this.boxes) box.update(step.texts[box.column] ?? "", box.path, ours);
    this.#showActors(section, step);
    this.decision.checked = step.decision;
    this.yes.element.hidden = this.no.element.hidden = !step.decision;
    this.next.element.hidden = step.decision;
    for (const [target, path] of [[this.next, step.next], [this.yes, step.yes], [this.no, step.no]]) target.show(section.steps, path, stepName);
  }

  #showActors(section, step) {
    const focused = document.activeElement?.id;
    const choices = section.actors.map((actor, index) => {
      const box = make("input", { type: "checkbox", id: `actor-${index}`, value: index, on: { change: () => this.#setActors() } });
      box.checked = step.actors.includes(index);
      return make("label", { class: "check", for: box.id }, box, actor.name || "(tanpa nama)");
    });
    this.actors.replaceChildren(make("legend", {}, "Pelaksana"), ...choices);
    if (focused?.startsWith("actor-")) document.getElementById(focused)?.focus();
  }

  #setActors() {
    const chosen = [...this.actors.querySelectorAll("input:checked")].map((box) => Number(box.value));
    this.editor.act({ kind: "set-actors", path: this.path, actors: chosen }, `actors:${told(this.path)}`, { into: false });
  }

  /** The caret where the item is: in its text, at the pelaksana, at the flow. */
  focus(item, slot) {
    const box = this.boxes.find((each) => each.column === item.path.at(-1));
    if (item.kind === "cell" && box) return box.focus();
    if (item.kind === "edge") return (this.found.step.decision ? (item.branch === "tidak" ? this.no : this.yes) : this.next).choice.focus();
    if (item.kind === "actors") return document.getElementById(`actor-${slot ?? this.found.step.actors[0] ?? 0}`)?.focus();
    return this.heading.focus();
  }

  leave() {
    this.boxes.forEach((box) => box.leave());
  }
}

const labelled = (box) => make("div", { class: "field" }, make("label", { for: box.element.id }, box.label), box.element);
