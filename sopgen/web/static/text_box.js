// A text that is being written: sent when the writer rests, and when they leave it.

import { complain } from "./messages.js";
import { make } from "./elements.js";
import { stepAt, told } from "./paths.js";

const REST = 400;

/** A text area bound to a place of the source. `empties`: an empty text is sent only when the writer has left. */
export class TextBox {
  constructor(sop, { path, text, label, empties = false, ...attributes }) {
    this.sop = sop;
    this.path = path;
    this.base = text;
    this.unsent = false;
    this.empties = empties;
    const look = { rows: 1, spellcheck: "false", "aria-label": label, "data-path": told(path), ...attributes };
    this.element = make("textarea", { ...look, on: { input: () => this.#typed(), blur: () => this.send(true) } });
    this.element.value = text;
    this.element.box = this;
    sop.boxes.add(this);
    requestAnimationFrame(() => this.fit());
  }

  #timer = 0;
  #steps = null;

  /** As high as its text. */
  fit() {
    const area = this.element;
    if (!area.isConnected) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }

  #typed() {
    if (!this.unsent) this.#steps = stepAt(this.sop.state, this.path)?.section.steps.length ?? null;
    this.unsent = true;
    this.fit();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), REST);
  }

  /** Text put in by a program, as if it had been typed. */
  type(text) {
    const area = this.element;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    this.#typed();
  }

  send(left = false) {
    clearTimeout(this.#timer);
    const text = this.element.value;
    if (!this.unsent || (this.empties && !text.trim() && (!left || this.insteadOfWriting))) return;
    this.unsent = false;
    const base = this.base;
    this.base = text;
    const sent = this.insteadOfWriting?.(text) ?? this.sop.write(this.path, text, base, this.#steps);
    sent.catch((error) => this.#refused(error, text));
  }

  #refused(error, text) {
    complain(error.message);
    this.element.setAttribute("aria-invalid", "true");
    if (this.element.value === text) this.unsent = false;
  }

  /** What the server says stands here now; what is being written is not touched. */
  update(text, path = this.path, ours = false) {
    this.path = path;
    this.element.dataset.path = told(path);
    if (this.unsent) return;
    this.element.removeAttribute("aria-invalid");
    this.base = text;
    const writing = ours && document.activeElement === this.element;
    if (writing || this.element.value === text) return;
    this.element.value = text;
    this.fit();
  }

  focus() {
    this.element.focus();
    this.element.setSelectionRange(this.element.value.length, this.element.value.length);
  }

  leave() {
    this.send(true);
    this.sop.boxes.delete(this);
  }
}
