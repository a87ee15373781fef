// The list at the left: all SOPs of the office, searched and chosen.

import { read } from "./api.js";
import { byId, make } from "./elements.js";

export class List {
  constructor(open) {
    this.open = open;
    this.entries = [];
    this.key = "";
    byId("search").addEventListener("input", () => this.draw());
    byId("status-filter").addEventListener("change", () => this.draw());
    byId("search").addEventListener("keydown", (event) => this.#first(event));
  }

  async load() {
    const { sops, project } = await read("/api/sops");
    this.entries = sops;
    this.project = project;
    this.#statuses();
    this.draw();
  }

  #first(event) {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      const entry = byId("entries").querySelector("button");
      if (event.key === "Enter") entry?.click();
      else entry?.focus();
    }
  }

  #statuses() {
    const filter = byId("status-filter");
    const chosen = filter.value;
    const found = [...new Set(this.entries.map((entry) => entry.status).filter(Boolean))].sort();
    filter.replaceChildren(
      make("option", { value: "" }, "semua"),
      ...found.map((status) => make("option", { value: status }, status)),
    );
    filter.value = found.includes(chosen) ? chosen : "";
  }

  get shown() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const status = byId("status-filter").value;
    return this.entries.filter((entry) => {
      const text = [entry.title, entry.nomor, entry.unit, entry.file, entry.status].join(" ").toLowerCase();
      return (!status || entry.status === status) && words.every((word) => text.includes(word));
    });
  }

  draw() {
    const focused = document.activeElement?.dataset?.sop;
    const { shown } = this;
    const all = this.entries.length;
    byId("count").textContent = shown.length === all ? `${all} SOP` : `${shown.length} dari ${all} SOP`;
    byId("entries").replaceChildren(...shown.map((entry) => make("li", {}, this.#entry(entry))));
    if (focused)
      byId("entries")
        .querySelector(`[data-sop="${CSS.escape(focused)}"]`)
        ?.focus();
  }

  #entry(entry) {
    const count = (number, one) => (number ? make("span", { class: `badge ${one}` }, `${number} ${one}`) : null);
    const about = [entry.kind && `SOP ${entry.kind}`, entry.status].filter(Boolean).join(" · ");
    return make(
      "button",
      {
        type: "button",
        "data-sop": entry.key,
        "aria-current": entry.key === this.key ? "page" : null,
        on: { click: () => this.open(entry.key) },
      },
      make("span", { class: "name" }, entry.title || entry.file),
      make("span", { class: "more" }, entry.nomor || "tanpa nomor"),
      make("span", { class: "more" }, entry.unit),
      make(
        "span",
        { class: "marks" },
        make("span", {}, about),
        count(entry.errors, "galat"),
        count(entry.warnings, "peringatan"),
        entry.dirty ? make("span", { class: "badge unsaved" }, "belum disimpan") : null,
      ),
    );
  }

  /** The document that is open, and how it stands. */
  mark(key, dirty = null) {
    this.key = key;
    const entry = this.entries.find((each) => each.key === key);
    if (entry && dirty !== null) entry.dirty = dirty;
    this.draw();
  }
}
