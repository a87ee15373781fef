// What is selected: outlined on its page, spoken, and the place from which keys go on.

import { draw } from "./elements.js";
import { itemsOn } from "./items.js";
import { announce } from "./messages.js";
import { placeOf } from "./pages.js";
import { told } from "./paths.js";

const ROOM = 40; // around letters that can be clicked
const GAP = 30; // hundredths of a millimetre between an item and its outline

/** Tells `chosen` (detail: `{item, into}`; `into` says that the caret goes to the panel). */
export class Selection extends EventTarget {
  constructor(pages) {
    super();
    this.pages = pages;
    this.items = new Map();
    this.key = "";
  }

  get item() {
    return this.items.get(this.key) ?? null;
  }

  /** After pages were put in: their items can be selected again, the one that was is outlined, `focused` focused. */
  scan(state, focused = "") {
    this.items = itemsOn(this.pages.svgs, state);
    groundsOf(this.items.values());
    for (const item of this.items.values()) this.#prepare(item);
    if (this.key && !this.item) this.key = "";
    this.#outline();
    if (document.activeElement === document.body) this.items.get(focused)?.focusable?.focus({ preventScroll: true });
  }

  #prepare(item) {
    const [first, ...others] = item.elements.length ? item.elements : (item.slots ?? []);
    item.focusable = first ?? null;
    for (const element of [...item.elements, ...(item.slots ?? [])]) element.dataset.item = item.key;
    for (const element of others) for (const name of ["role", "tabindex", "aria-label"]) element.removeAttribute(name);
    if (!first) return;
    first.setAttribute("role", "button");
    first.setAttribute("aria-label", item.label);
  }

  /** Selects; `into` puts the caret into the panel, `focus` the focus on the page. */
  choose(key, { into = false, focus = false, quiet = false, slot = null } = {}) {
    const before = this.key;
    this.key = this.items.has(key) ? key : "";
    this.#outline();
    const item = this.item;
    if (focus && item?.focusable) item.focusable.focus({ preventScroll: true });
    if (item) this.#reveal(item);
    if (!quiet && before !== this.key) announce(item ? `Dipilih: ${item.label}` : "Tidak ada yang dipilih");
    this.dispatchEvent(new CustomEvent("chosen", { detail: { item, into, slot } }));
    return item;
  }

  #outline() {
    for (const svg of this.pages.svgs) svg.querySelectorAll(".overlay > .outline").forEach((each) => each.remove());
    this.pages.holder.querySelectorAll(".is-chosen").forEach((each) => {
      each.classList.remove("is-chosen");
      each.removeAttribute("aria-current");
    });
    const item = this.item;
    this.#rove(item);
    for (const element of item ? (item.elements.length ? item.elements : (item.slots ?? [])) : []) {
      element.classList.add("is-chosen");
      if (item.kind !== "edge") outline(element, "outline");
    }
    item?.focusable?.setAttribute("aria-current", "true");
  }

  /** Of all items one is where Tab comes to from elsewhere: the one selected, else the first. */
  #rove(item) {
    const entry = item ?? this.items.values().next().value;
    for (const each of this.items.values()) each.focusable?.setAttribute("tabindex", each === entry ? "0" : "-1");
  }

  #reveal(item) {
    const element = item.focusable;
    const [view, part] = [this.pages.view.getBoundingClientRect(), element?.getBoundingClientRect()];
    if (
      !part ||
      (part.top >= view.top + 60 &&
        part.bottom <= view.bottom - 10 &&
        part.left >= view.left &&
        part.right <= view.right)
    )
      return;
    element.scrollIntoView({ block: "center", inline: "nearest" });
  }

  /** The item where Tab goes next (1) or went before (-1), or null at the ends. */
  next(key, by) {
    const all = [...this.items.values()];
    const at = all.findIndex((item) => item.key === key);
    const rest = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(0, at)).reverse();
    return rest.find((item) => item.stop) ?? null;
  }

  /** The item beside one on the page: "left" and "right" in reading order, "up" and "down" in its column. */
  beside(item, way) {
    const all = [...this.items.values()];
    const by = way === "left" || way === "up" ? -1 : 1;
    const at = all.indexOf(item);
    const rest = by > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
    if (way === "left" || way === "right") return rest[0] ?? null;
    return rest.find((each) => !item.column || each.column === item.column) ?? rest[0] ?? null;
  }

  /** The item of a place of the source, or of the nearest place around it. */
  at(path) {
    for (let length = path.length; length > 0; length -= 1) {
      const place = told(path.slice(0, length));
      for (const kind of ["cell", "item", "field", "actor", "actors", "step"]) {
        const item = this.items.get(`${kind}:${place}`);
        if (item) return item;
      }
    }
    return null;
  }
}

/**
 * What can be clicked of a text is its letters; with this also what is between them. All are measured before the first
 * is put in: the browser lays pages out once.
 */
function groundsOf(items) {
  const meant = [...items].filter(({ kind }) => kind === "item" || kind === "actor");
  const texts = meant.flatMap(({ elements }) => elements);
  const bare = texts.filter((text) => !text.querySelector("rect"));
  const places = bare.map((text) => text.getBBox());
  bare.forEach((text, index) => {
    const { x, y, width, height } = places[index];
    const place = { x: x - ROOM, y: y - ROOM, width: width + 2 * ROOM, height: height + 2 * ROOM };
    text.prepend(draw("rect", { ...place, fill: "none", "pointer-events": "all" }));
  });
}

/** A frame around an element of a page, on top of everything. */
export function outline(element, look) {
  const { svg, x, y, width, height } = placeOf(element);
  const frame = { x: x - GAP, y: y - GAP, width: width + 2 * GAP, height: height + 2 * GAP, rx: 40, class: look };
  svg.querySelector(".overlay").append(draw("rect", frame));
}
