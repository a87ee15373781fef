// A text written on the page itself, where it stands.

import { placeOf } from "./pages.js";
import { textAt } from "./paths.js";
import { TextBox } from "./text_box.js";

export class InPlace {
  constructor(editor) {
    this.editor = editor;
    this.box = null;
    this.item = null;
  }

  /** Opens the text of an item; what has no text of its own is written in the panel. */
  open(item) {
    this.close();
    const text = ["cell", "item", "field"].includes(item.kind) ? textAt(this.editor.state, item.path) : undefined;
    const list = this.editor.state.fields.some((field) => field.items && `field:${field.path.join("/")}` === item.key);
    if (text === undefined || list) return;
    this.item = item;
    this.box = new TextBox(this.editor.sop, {
      path: item.path,
      text,
      label: item.label,
      class: "in-place",
      empties: item.kind === "item",
      "data-key": item.key,
    });
    this.place();
    this.box.focus();
    this.box.element.addEventListener("blur", () => this.close());
  }

  /** Over its cell, also after the page was drawn anew. */
  place() {
    if (!this.box) return;
    const item = this.editor.selection.items.get(this.item.key);
    if (!item?.focusable) return this.close();
    const { svg, x, y, width, height } = placeOf(item.focusable);
    const { width: wide, height: high } = svg.viewBox.baseVal;
    const area = this.box.element;
    const size = Number(item.focusable.querySelector("text")?.getAttribute("font-size") ?? 320);
    const scale = svg.getBoundingClientRect().width / wide;
    area.style.left = `${(x / wide) * 100}%`;
    area.style.top = `${(y / high) * 100}%`;
    area.style.width = `${Math.max(width, 1600) * scale}px`;
    area.style.minHeight = `${height * scale}px`;
    area.style.fontSize = `${Math.max(11, size * scale)}px`;
    if (area.parentElement !== svg.parentElement) svg.parentElement.append(area);
    this.box.fit();
  }

  close() {
    const { box } = this;
    if (!box) return;
    this.box = null;
    box.leave();
    box.element.remove();
  }

  /** After the state has changed. */
  update(ours) {
    if (!this.box) return;
    this.box.update(textAt(this.editor.state, this.item.path) ?? "", this.item.path, ours);
    this.place();
  }
}
