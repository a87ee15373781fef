// The panel at the right: what belongs to the item that is selected.

import { ActorPanel, DocumentPanel, FieldPanel } from "./panel_form.js";
import { StepPanel } from "./panel_step.js";

const KINDS = {
  cell: StepPanel,
  actors: StepPanel,
  step: StepPanel,
  edge: StepPanel,
  field: FieldPanel,
  item: FieldPanel,
  actor: ActorPanel,
};

export class Panel {
  constructor(holder, editor) {
    this.holder = holder;
    this.editor = editor;
    this.shown = null;
    holder.addEventListener("focusin", (event) => this.#follow(event.target));
    new ResizeObserver(() => this.#fit()).observe(holder);
  }

  /** The panel of the selected item; `into` puts the caret there. */
  show(item, into = false, slot = null) {
    const { state } = this.editor;
    if (!this.shown?.shows(state, item)) {
      this.shown?.leave();
      this.shown = new (item ? KINDS[item.kind] : DocumentPanel)(this.editor, item);
      this.holder.replaceChildren(this.shown.element);
      this.holder.scrollTop = 0;
      this.#fit();
    }
    if (into) this.shown.focus(item, slot);
  }

  /** After the state has changed; `ours` says that it was by a text written here. */
  update(ours) {
    const item = this.editor.selection.item;
    if (!this.shown) return;
    if (this.shown.shows(this.editor.state, item)) return this.shown.update(this.editor.state, ours);
    const focused = document.activeElement?.dataset?.key;
    this.show(item);
    if (focused) this.holder.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  /** Texts are as high as their lines, however wide the panel is. */
  #fit() {
    this.holder.querySelectorAll("textarea").forEach((area) => area.box?.fit());
  }

  close() {
    this.shown?.leave();
    this.shown = null;
    this.holder.replaceChildren();
  }

  /** The page follows the caret: the text that is written is outlined there. */
  #follow(target) {
    const key = target.dataset?.key;
    const { selection } = this.editor;
    if (
      key &&
      key !== selection.key &&
      selection.items.has(key) &&
      this.shown?.shows(this.editor.state, selection.items.get(key))
    ) {
      selection.choose(key);
    }
  }
}
