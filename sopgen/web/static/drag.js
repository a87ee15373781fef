// The mouse on the pages: a click selects, a double click writes in place, dragging moves rows and symbols.

import { outline } from "./selection.js";
import { draw } from "./elements.js";
import { placeOf } from "./pages.js";
import { parts, stepAt, told } from "./paths.js";

const FIRST_MOVE = 6; // pixels before a click becomes a drag
const EDGE = 40; // pixels from the end of what is seen of the pages at which they go on

export class Drag {
  constructor(editor, pages, inPlace) {
    this.editor = editor;
    this.selection = editor.selection;
    this.holder = pages.holder;
    this.view = pages.view;
    this.inPlace = inPlace;
    this.held = null;
    this.holder.addEventListener("pointerdown", (event) => this.#press(event));
    this.holder.addEventListener("pointermove", (event) => this.#move(event));
    this.holder.addEventListener("pointerup", (event) => this.#release(event));
    this.holder.addEventListener("pointercancel", () => this.#drop());
    this.holder.addEventListener("click", (event) => this.#click(event));
    this.holder.addEventListener("dblclick", (event) => this.#open(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#drop());
    document.addEventListener("mousedown", (event) => this.#again(event), true);
  }

  #press(event) {
    this.dragged = false;
    if (event.button || event.target.closest("textarea")) return;
    // The caret goes where the click leads, not to the page.
    event.preventDefault();
    const item = this.#itemAt(event.target);
    if (!item || this.editor.picking || !["cell", "step", "actors"].includes(item.kind)) return;
    const symbol = event.target.closest("g.symbol[data-actor]");
    this.held = { item, symbol, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  #move(event) {
    const { held } = this;
    if (!held) return;
    if (!this.dragged && Math.hypot(event.clientX - held.x, event.clientY - held.y) < FIRST_MOVE) return;
    if (!this.dragged) this.holder.setPointerCapture(held.pointer);
    this.dragged = true;
    document.body.classList.add("is-dragging");
    this.#scroll(event.clientY);
    this.#unmark();
    held.goal = held.symbol ? this.#column(event) : this.#row(event);
  }

  /** A page goes on moving below a pointer at its edge. */
  #scroll(y) {
    const { top, bottom } = this.view.getBoundingClientRect();
    if (y < Math.max(top, 0) + EDGE) this.view.scrollBy(0, -16);
    if (y > Math.min(bottom, innerHeight) - EDGE) this.view.scrollBy(0, 16);
  }

  /** The column of the pelaksana under the pointer. */
  #column(event) {
    const { item } = this.held;
    const slot = item.slots.find((each) => {
      const place = each.getBoundingClientRect();
      return event.clientX >= place.left && event.clientX < place.right;
    });
    if (slot) outline(slot, "goal");
    return slot ? Number(slot.dataset.actor) : null;
  }

  /** The gap between rows under the pointer, as the index of the row below it. */
  #row(event) {
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const row = under.map((each) => each.closest?.("g.row[data-path]")).find(Boolean);
    const found = row && stepAt(this.editor.state, parts(row.dataset.path));
    const own = stepAt(this.editor.state, this.held.item.path);
    if (!found || found.section !== own.section) return null;
    const place = row.getBoundingClientRect();
    const below = event.clientY > (place.top + place.bottom) / 2;
    const { svg, x, y, width, height } = placeOf(row);
    const line = { class: "goal", x, width, y: (below ? y + height : y) - 30, height: 60 };
    svg.querySelector(".overlay").append(draw("rect", line));
    return found.index + (below ? 1 : 0);
  }

  #release() {
    const { held } = this;
    if (this.dragged && held?.goal !== null && held?.goal !== undefined) {
      if (held.symbol) this.#give(held);
      else this.#place(held);
    }
    this.#drop();
  }

  #give({ item, symbol, goal }) {
    const { step } = stepAt(this.editor.state, item.path);
    const from = Number(symbol.dataset.actor);
    const { index } = symbol.dataset; // of the symbol, where a step has several
    const { path, actors: before } = index === undefined ? step : step.symbols[Number(index)];
    const actors = [...new Set(before.map((each) => (each === from ? goal : each)))];
    if (from !== goal) this.editor.act({ kind: "set-actors", path, actors }, item.key, { into: false });
  }

  #place({ item, goal }) {
    const found = stepAt(this.editor.state, item.path);
    const to = goal > found.index ? goal - 1 : goal;
    if (this.selection.key !== item.key) this.selection.choose(item.key, { quiet: true });
    if (to !== found.index) this.editor.moveStep(found, to);
  }

  #drop() {
    this.held = null;
    document.body.classList.remove("is-dragging");
    this.#unmark();
  }

  #unmark() {
    this.holder.querySelectorAll(".goal").forEach((each) => each.remove());
  }

  #click(event) {
    if (this.dragged || event.target.closest("textarea")) return;
    const item = this.#itemAt(event.target);
    const { editor } = this;
    if (editor.picking) {
      const found = item && stepAt(editor.state, item.path);
      if (found) editor.picking(found.step.path);
      return;
    }
    this.clicked = item;
    const slot = event.target.closest("rect[data-actor]")?.dataset.actor;
    this.selection.choose(item?.key ?? "", { into: Boolean(item), slot: slot ?? null });
  }

  #open(event) {
    const item = this.#itemAt(event.target);
    if (item && !this.editor.picking) this.inPlace.open(item);
  }

  /** A double click of which the first half has moved the page from under the pointer, as in narrow windows. */
  #again(event) {
    if (event.detail !== 2 || !this.clicked || this.holder.contains(event.target)) return;
    event.preventDefault();
    this.inPlace.open(this.clicked);
  }

  #itemAt(element) {
    const key = element.closest("[data-item]")?.dataset.item;
    const label = element.closest("g.label[data-path]")?.dataset.path;
    return this.selection.items.get(key ?? (label ? `actors:${told(parts(label))}` : "")) ?? null;
  }
}
