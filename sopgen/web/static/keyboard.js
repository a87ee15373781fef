// What keys do: in texts, on the page, and everywhere.

import { byId } from "./elements.js";
import { showKeys } from "./messages.js";

const WAYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

export class Keyboard {
  constructor(editor, panel) {
    this.editor = editor;
    this.selection = editor.selection;
    this.panel = panel;
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #pressed(event) {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const { target } = event;
    const done =
      this.#everywhere(event, target) ||
      (this.editor.sop && target.box && this.#inText(event, target)) ||
      (this.editor.sop && target.closest?.(".actors") && this.#atActors(event, target)) ||
      (this.editor.sop && target.dataset?.item && this.#onPage(event, target)) ||
      (event.key === "Escape" && this.#leave(target));
    if (done) event.preventDefault();
  }

  #everywhere(event, target) {
    const { editor } = this;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (key === "f6") return this.#region(event.shiftKey ? -1 : 1);
    if (key === "escape" && editor.picking) return editor.picking(null) ?? true;
    if (!control || event.altKey) return false;
    if (key === "s") return editor.save() && true;
    if (key === "/") return showKeys() && true;
    // A text that belongs to no document (the search) has only its own history.
    if (!editor.sop || (target.matches("input[type=search], input[type=text]") && !target.box)) return false;
    if (key === "y" || (key === "z" && event.shiftKey)) return editor.redo() && true;
    return key === "z" && editor.undo() && true;
  }

  #inText(event, target) {
    const { editor, selection } = this;
    const key = target.dataset.key === "new" ? selection.key : target.dataset.key;
    if (event.key === "Tab") return this.#go(selection.next(key, event.shiftKey ? -1 : 1), true);
    if (event.key === "Escape") return this.#toPage(key);
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) return this.#enter(target, key);
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key))
      return this.#shift(event.key === "ArrowUp" ? -1 : 1, target);
    return editor.picking ? this.#onPage(event, target) : false;
  }

  /** Enter writes what was typed, and goes on: below a step with another one, below an entry with another entry. */
  #enter(target, key) {
    const { editor, selection } = this;
    const item = selection.items.get(key);
    target.box.send(true);
    const entries = this.panel.shown?.part;
    if (entries?.boxes?.includes(target.box) && entries.add)
      return entries.add(entries.boxes.indexOf(target.box) + 1) ?? true;
    const found = item?.kind === "cell" && editor.step;
    if (found) return editor.insertStep(found.section, found.index + 1) && true;
    return this.#go(selection.next(key, 1), true) || this.#toPage(key);
  }

  /** Among the names of pelaksana arrows go up and down; Tab goes on to the next cell. */
  #atActors(event, target) {
    const { selection } = this;
    if (event.key === "Tab" && selection.item?.kind === "actors")
      return this.#go(selection.next(selection.key, event.shiftKey ? -1 : 1), true);
    if (event.key === "Escape") return this.#toPage(selection.key);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by) return this.#shift(by, target);
    const boxes = [...target.closest(".actors").querySelectorAll("input")];
    if (by) boxes[(boxes.indexOf(target) + by + boxes.length) % boxes.length].focus();
    return Boolean(by);
  }

  #onPage(event, target) {
    const { editor, selection } = this;
    const item = selection.items.get(target.dataset.item ?? target.dataset.key);
    if (!item) return false;
    const way = WAYS[event.key];
    if (event.altKey) return way === "up" || way === "down" ? this.#shift(way === "up" ? -1 : 1, target) : false;
    if (event.ctrlKey || event.metaKey) return false;
    if (way) return this.#go(selection.beside(item, way), false);
    if (event.key === "Tab") return this.#go(selection.next(item.key, event.shiftKey ? -1 : 1), false);
    if (event.key === "Enter" || event.key === "F2" || event.key === " ") return this.#into(item);
    if (event.key === "Escape") return this.#leave(target);
    if (event.key === "Delete") return this.#remove(item);
    return editor.picking !== null;
  }

  #into(item) {
    if (this.editor.picking) {
      const step = this.editor.step?.step;
      if (step) this.editor.picking(step.path);
    } else this.selection.choose(item.key, { into: true });
    return true;
  }

  #remove(item) {
    const { editor } = this;
    if (item.kind === "item")
      editor.act({ kind: "delete-item", path: item.path }, `field:${item.path.slice(0, -1).join("/")}`, {
        into: false,
      });
    else if (["step", "actors"].includes(item.kind)) editor.deleteStep(editor.step);
    else return false;
    return true;
  }

  #shift(by, target) {
    const { editor } = this;
    const entries = this.panel.shown?.part;
    if (target.box && entries?.move && entries.boxes.includes(target.box))
      entries.move(entries.boxes.indexOf(target.box), by);
    else if (editor.step) editor.moveStep(editor.step, editor.step.index + by);
    else return false;
    return true;
  }

  #go(item, into) {
    if (item) this.selection.choose(item.key, into ? { into } : { focus: true });
    return Boolean(item);
  }

  #toPage(key) {
    this.selection.choose(key, { focus: true });
    return true;
  }

  #leave(target) {
    if (!this.selection.item) return false;
    if (byId("panel").contains(target)) return this.#toPage(this.selection.key);
    this.selection.choose("");
    byId("pages").focus();
    return true;
  }

  /** F6: from one part of the screen to the next. */
  #region(by) {
    const chosen = this.selection.key ? `[data-key="${CSS.escape(this.selection.key)}"]` : "textarea";
    const panel = byId("panel");
    const item = () => this.selection.item?.focusable ?? byId("sheets").querySelector('[tabindex="0"]');
    const stops = [
      ["#list", () => byId("search")],
      ["#pages", item],
      [
        "#panel textarea, #panel .actors",
        () => panel.querySelector(chosen) ?? panel.querySelector("textarea, input, select"),
      ],
      ["#panel .tools", () => panel.querySelector(".tools button")],
      ["#panel fieldset:not(.actors)", () => panel.querySelector("#decision")],
    ];
    const now = stops.findLastIndex(([place]) => document.activeElement?.closest(place));
    for (let away = 1; away <= stops.length; away += 1) {
      const [, find] = stops[(now + by * away + stops.length * 2) % stops.length];
      const element = find();
      if (element?.checkVisibility?.() ?? element) {
        element.focus();
        return true;
      }
    }
    return false;
  }
}
