// Panels of what is no step: a field or a list of the form, a column of pelaksana, the document as a whole.

import { button, make } from "./elements.js";
import { Entries, Findings } from "./panel_parts.js";
import { actorAt, same, told } from "./paths.js";
import { TextBox } from "./text_box.js";

const fieldAt = (state, path) =>
  state.fields.find((field) => same(field.path, path) || (field.items && same(field.path, path.slice(0, -1))));

/** A field of the form, of whatever kind. */
export class FieldPanel {
  constructor(editor, item) {
    this.editor = editor;
    this.path = item.path;
    this.field = fieldAt(editor.state, item.path) ?? null;
    if (this.field) this.path = this.field.path;
    this.heading = make("h2", { tabindex: "-1" }, this.field?.label ?? told(item.path));
    const about = (finding) => told(finding.path ?? []).startsWith(told(this.path));
    this.findings = new Findings(editor, about);
    this.part = this.field ? fieldPart(editor, this.field) : null;
    const elsewhere = make(
      "p",
      { class: "hint" },
      "Bagian ini tidak disunting di halaman, melainkan di berkas sumbernya.",
    );
    this.element = make("div", {}, this.heading, this.findings.element, this.part?.element ?? elsewhere);
  }

  shows(state, item) {
    return Boolean(
      item && ["field", "item"].includes(item.kind) && same((fieldAt(state, item.path) ?? item).path, this.path),
    );
  }

  update(state, ours) {
    this.findings.update(state);
    this.part?.update(state, ours);
  }

  focus(item) {
    const box = this.part?.boxes?.[item.kind === "item" ? item.path.at(-1) : 0];
    if (item.kind === "field" && this.part instanceof Entries && !box) return this.part.add(0);
    return (box ?? this.part?.control ?? this.heading).focus();
  }

  leave() {
    this.part?.leave();
  }
}

function fieldPart(editor, field) {
  if (field.kind === "list") return new Entries(editor, field);
  return new (SINGLE[field.kind] ?? Text)(editor, field);
}

/** A text of the form. */
class Text {
  constructor(editor, field, shown = false) {
    this.path = field.path;
    const key = `field:${told(field.path)}`;
    this.box = new TextBox(editor.sop, {
      path: field.path,
      text: field.text,
      label: shown ? null : field.label,
      "data-key": key,
      id: `of-${told(field.path).replaceAll("/", "-")}`,
    });
    this.boxes = [this.box];
    this.element = make(
      "div",
      { class: "field" },
      shown ? make("label", { for: this.box.element.id }, field.label) : null,
      this.box.element,
    );
  }

  update(state, ours) {
    const field = fieldAt(state, this.path);
    if (field) this.box.update(field.text, this.path, ours);
  }

  leave() {
    this.box.leave();
  }
}

/** A field that takes one of a few words. */
class Choice {
  constructor(editor, field, shown = false) {
    this.path = field.path;
    const id = `of-${told(field.path).replaceAll("/", "-")}`;
    const set = () =>
      editor.act({ kind: "set-text", path: field.path, text: this.control.value }, editor.selection.key, {
        into: false,
      });
    this.control = this.control_({ id, "aria-label": shown ? null : field.label, on: { change: set } });
    this.element = make(
      "div",
      { class: "field" },
      shown ? make("label", { for: id }, field.label) : null,
      this.control,
    );
    this.show(field);
  }

  control_(attributes) {
    return make("select", attributes);
  }

  show(field) {
    const known = field.choices.some((choice) => choice.value === field.text);
    const choices = known ? field.choices : [{ value: field.text, label: field.text || "(kosong)" }, ...field.choices];
    this.control.replaceChildren(...choices.map(({ value, label }) => make("option", { value }, label)));
    this.control.value = field.text;
  }

  update(state) {
    const field = fieldAt(state, this.path);
    if (field) this.show(field);
  }

  leave() {}
}

/** A day, from the browser's own calendar. */
class Day extends Choice {
  control_(attributes) {
    return make("input", { type: "date", ...attributes });
  }

  show(field) {
    if (document.activeElement !== this.control) this.control.value = field.text;
  }
}

const SINGLE = { choice: Choice, date: Day };

/** A column of pelaksana: what it is called, where it stands. */
export class ActorPanel {
  constructor(editor, item) {
    this.editor = editor;
    this.path = item.path;
    this.heading = make("h2", { tabindex: "-1" }, "Kolom pelaksana");
    const { actor } = this.found;
    const findings = new Findings(editor, (finding) => same(finding.path, this.path));
    this.findings = findings;
    this.box = new TextBox(editor.sop, {
      path: this.path,
      text: actor.name,
      label: null,
      empties: true,
      id: "actor-name",
      "data-key": item.key,
    });
    this.box.insteadOfWriting = (name) => editor.sop.change({ kind: "rename", path: this.path, name: name.trim() });
    const name = make("div", { class: "field" }, make("label", { for: "actor-name" }, "Nama"), this.box.element);
    const hint = make("p", { class: "hint" }, "Nama diganti di semua langkah yang memakainya.");
    this.element = make("div", { class: "column" }, this.heading, findings.element, name, hint, this.#tools());
  }

  get found() {
    return actorAt(this.editor.state, this.path);
  }

  #tools() {
    const { editor } = this;
    const act = (text, picture, does) => button(text, does, { picture });
    return make(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Kolom" },
      act("Kolom di kiri", "add", () => editor.insertActor(this.found, 0)),
      act("Kolom di kanan", "add", () => editor.insertActor(this.found, 1)),
      act("Ke kiri", "left", () => editor.moveActor(this.found, -1)),
      act("Ke kanan", "right", () => editor.moveActor(this.found, 1)),
      act("Hapus kolom", "delete", () => editor.deleteActor(this.found)),
    );
  }

  shows(state, item) {
    return Boolean(item?.kind === "actor" && same(item.path, this.path) && actorAt(state, this.path));
  }

  update(state, ours) {
    this.findings.update(state);
    const found = actorAt(state, this.path);
    if (found) this.box.update(found.actor.name, this.path, ours);
  }

  focus() {
    this.box.focus();
  }

  leave() {
    this.box.leave();
  }
}

/** The document as a whole: its findings, its form, its columns. */
export class DocumentPanel {
  constructor(editor) {
    this.editor = editor;
    this.heading = make("h2", { tabindex: "-1" }, "Dokumen ini");
    this.findings = new Findings(editor, () => true, { link: true, title: "Temuan" });
    this.parts = editor.state.fields
      .filter((field) => field.kind !== "list")
      .map((field) => new (SINGLE[field.kind] ?? Text)(editor, field, true));
    this.lists = make("ul", { class: "links" });
    this.columns = make("div", {});
    const form = make(
      "details",
      { open: true },
      make("summary", {}, "Formulir"),
      ...this.parts.map((part) => part.element),
      this.lists,
    );
    const table = make("details", { open: true }, make("summary", {}, "Pelaksana dan langkah"), this.columns);
    const hint = make(
      "p",
      { class: "hint" },
      "Klik sebuah sel, lambang, panah, atau isian pada halaman untuk menyuntingnya.",
    );
    this.element = make("div", {}, this.heading, hint, this.findings.element, form, table);
    this.update(editor.state);
  }

  shows(state, item) {
    return !item;
  }

  update(state, ours) {
    this.findings.update(state);
    for (const part of this.parts) part.update(state, ours);
    const lists = state.fields.filter((field) => field.kind === "list");
    this.lists.replaceChildren(
      ...lists.map((field) => this.#link(`field:${told(field.path)}`, field.label, `${field.items.length} butir`)),
    );
    this.columns.replaceChildren(...state.sections.flatMap((section) => this.#section(section)));
  }

  #link(key, text, beside) {
    const choose = () => this.editor.selection.choose(key, { into: true });
    return make("li", {}, button(text, choose, { class: "link" }), " ", make("span", { class: "hint" }, beside));
  }

  #section(section) {
    const { editor } = this;
    const names = section.actors.map((actor, index) => {
      const count = section.steps.filter((step) => step.actors.includes(index)).length;
      return this.#link(`actor:${told(actor.path)}`, actor.name || "(tanpa nama)", `${count} langkah`);
    });
    const column = button("Tambah pelaksana", () => editor.insertActor({ section }), { picture: "add" });
    const step = button("Tambah langkah", () => editor.insertStep(section, section.steps.length), { picture: "add" });
    const title = section.title ? [make("h3", {}, section.title)] : [];
    return [...title, make("ul", { class: "links" }, ...names), make("p", { class: "row" }, column, step)];
  }

  focus() {
    this.heading.focus();
  }

  leave() {
    this.parts.forEach((part) => part.leave());
  }
}
