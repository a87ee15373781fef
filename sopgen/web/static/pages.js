// The pages as they are printed: SVGs of the server, only changed ones are put in anew; how large they are shown.

import { draw, make } from "./elements.js";

const PIXELS_PER_MM = 96 / 25.4;
const AROUND = 48; // pixels left and right of a page
const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

export class Pages {
  constructor(view, holder, told) {
    this.view = view;
    this.holder = holder;
    this.told = told; // is called with the size in hundredths
    this.fitting = true;
    this.zoom = 1;
    new ResizeObserver(() => this.fitting && this.fit()).observe(view);
  }

  #drawn = new Map(); // digest -> SVG

  /** Shows the pages of a state; true when something else stands there than before. */
  show(state) {
    const before = [...this.holder.children].map((sheet) => sheet.dataset.digest).join();
    const drawn = new Map();
    const sheets = state.pages.map((page, index) => {
      const svg = page.svg ? drawing(page.svg) : this.#drawn.get(page.digest);
      drawn.set(page.digest, svg);
      return this.#sheet(index, page, svg);
    });
    this.#drawn = drawn;
    for (const sheet of [...this.holder.children].slice(sheets.length)) sheet.remove();
    this.holder.classList.toggle("is-stale", state.stale);
    if (this.fitting) this.fit();
    return before !== state.pages.map((page) => page.digest).join();
  }

  #sheet(index, page, svg) {
    let sheet = this.holder.children[index];
    if (!sheet) {
      sheet = make("section", { class: "sheet" });
      this.holder.append(sheet);
    }
    sheet.setAttribute("aria-label", `Halaman ${page.number}`);
    if (sheet.dataset.digest !== page.digest || svg.parentElement !== sheet) {
      sheet.dataset.digest = page.digest;
      sheet.style.setProperty("--wide", `${svg.viewBox.baseVal.width / 100}mm`);
      // Nothing else is touched: a text that is written in its place keeps the caret.
      const old = sheet.querySelector("svg");
      if (old) old.replaceWith(svg);
      else sheet.prepend(svg);
    }
    return sheet;
  }

  get svgs() {
    return [...this.holder.querySelectorAll("svg[data-page]")];
  }

  fit() {
    const widest = Math.max(0, ...this.svgs.map((svg) => svg.viewBox.baseVal.width / 100));
    if (widest) this.#size(Math.min(2, Math.max(0.25, (this.view.clientWidth - AROUND) / (widest * PIXELS_PER_MM))));
    this.fitting = true;
  }

  /** One step larger (1) or smaller (-1). */
  step(by) {
    this.fitting = false;
    const near = 0.01;
    const next =
      by > 0 ? STEPS.find((size) => size > this.zoom + near) : STEPS.findLast((size) => size < this.zoom - near);
    if (next) this.#size(next);
  }

  #size(zoom) {
    this.zoom = zoom;
    this.holder.style.setProperty("--zoom", zoom);
    this.told(Math.round(zoom * 100));
  }
}

function drawing(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.append(draw("g", { class: "overlay" }));
  return svg;
}

/** Where an element stands on its page, in the page's own units. */
export function placeOf(element) {
  const svg = element.ownerSVGElement;
  const [whole, part] = [svg.getBoundingClientRect(), element.getBoundingClientRect()];
  const scale = svg.viewBox.baseVal.width / (whole.width || 1);
  const [x, y] = [(part.left - whole.left) * scale, (part.top - whole.top) * scale];
  return { svg, x, y, width: part.width * scale, height: part.height * scale };
}
