// One document that is open: its state, and what is to be sent, one request after the other.

import { Gone, place, read, send } from "./api.js";
import { stepAt, same, textAt } from "./paths.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 5000;

/**
 * Tells `state` (a CustomEvent with the task behind it), `gone` and `back`, and `waiting` when something begins or
 * ends to wait. `settle(task, state)` is asked when the text that somebody writes was changed elsewhere: true means
 * that ours is to be written.
 */
export class OpenSop extends EventTarget {
  constructor(key, state, settle) {
    super();
    this.key = key;
    this.state = state;
    this.boxes = new Set(); // texts that are being written
    this.told = new Set(); // notices that were shown
    this.#settle = settle;
  }

  #settle;
  #waiting = [];
  #busy = false;
  #closed = false;

  get idle() {
    return !this.#waiting.length;
  }

  get unsent() {
    return !this.idle || [...this.boxes].some((box) => box.unsent);
  }

  /** The text at `path` becomes `text`; `base` is what stood there when writing began. */
  write(path, text, base, steps) {
    const last = this.#waiting.at(-1);
    if (last?.change?.kind === "set-text" && !last.running && same(last.change.path, path)) {
      last.change.text = text;
      return last.done;
    }
    return this.#add({ verb: "change", change: { kind: "set-text", path, text }, base, steps });
  }

  /** A change of another kind: what is being written is sent before it. */
  change(change) {
    return this.#after({ verb: "change", change });
  }

  undo() {
    return this.#after({ verb: "undo" });
  }

  redo() {
    return this.#after({ verb: "redo" });
  }

  save() {
    return this.#after({ verb: "save" });
  }

  reload() {
    return this.#after({ verb: "reload" });
  }

  /** All that is written is on its way. */
  flush() {
    for (const box of [...this.boxes]) box.send();
  }

  /** The document as it is now, when somebody else has changed it. */
  async refresh(version) {
    if (!this.idle || version <= this.state.version) return;
    const have = this.#have().join(",");
    const state = await read(`${place(this.key)}?have=${encodeURIComponent(have)}`);
    if (this.idle && !this.#closed) this.#take(state, null);
  }

  close() {
    this.flush();
    this.#closed = true;
  }

  #after(task) {
    this.flush();
    return this.#add(task);
  }

  #add(task) {
    task.done = new Promise((resolve, reject) => Object.assign(task, { resolve, reject }));
    this.#waiting.push(task);
    this.dispatchEvent(new Event("waiting"));
    this.#work();
    return task.done;
  }

  async #work() {
    if (this.#busy) return;
    this.#busy = true;
    let wait = FIRST_WAIT;
    while (this.#waiting.length) {
      const task = this.#waiting[0];
      try {
        await this.#attempt(task);
        this.dispatchEvent(new Event("back"));
        wait = FIRST_WAIT;
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
        task.running = false;
        this.dispatchEvent(new CustomEvent("gone", { detail: error }));
        await new Promise((resume) => setTimeout(resume, wait));
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
    this.#busy = false;
    this.dispatchEvent(new Event("waiting"));
  }

  /** One request, and what comes of it; raises Gone when it must be sent again. */
  async #attempt(task) {
    task.running = true;
    if (task.change?.kind === "set-text" && !fits(task, this.state)) {
      if (!(await this.#settle(task, this.state))) return this.#finish(task, this.state);
    }
    try {
      const state = await send(`${place(this.key)}/${task.verb}`, this.#body(task));
      this.#finish(task, state);
    } catch (error) {
      if (error instanceof Gone) throw error;
      if (error.state) this.#take(error.state, null);
      if (error.status === 409 && mayRepeat(task, this.state)) return;
      this.#waiting.shift();
      task.reject(error);
    }
  }

  #finish(task, state) {
    this.#waiting.shift();
    this.#take(state, task);
    task.resolve(state);
  }

  #body(task) {
    const body = { version: this.state.version, have: this.#have() };
    return task.change ? { ...body, change: task.change } : body;
  }

  #have() {
    return this.state.pages.map((page) => page.digest);
  }

  #take(state, task) {
    this.state = state;
    if (!this.#closed) this.dispatchEvent(new CustomEvent("state", { detail: task }));
  }
}

/** Whether a text is still written where it was begun: on the same words, among as many steps. */
function fits(task, state) {
  const now = textAt(state, task.change.path);
  const found = stepAt(state, task.change.path);
  if (task.steps !== null && (found?.section.steps.length ?? 0) !== task.steps) return false;
  return now !== undefined && [task.base, task.change.text].some((text) => plain(text) === plain(now));
}

/** Blanks at line ends are not kept in a source. */
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();

/** What can be asked once more of a document that somebody else has changed: texts, and that it be saved. */
function mayRepeat(task, state) {
  return !state.conflict && (task.verb === "save" || task.change?.kind === "set-text");
}
