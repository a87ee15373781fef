// What of the pages can be selected, in reading order, with the words that a screen reader speaks.

import { actorAt, parts, stepAt, told } from "./paths.js";

/**
 * All items of the pages by key. An item is `{key, kind, path, column, elements, order, stop, label}`: `elements` are
 * where it stands (the first takes the focus), `stop` says whether Tab stops there.
 */
export function itemsOn(svgs, state) {
  const found = new Finder(state);
  for (const svg of svgs) found.page(svg);
  found.undrawn();
  return new Map(
    [...found.items.values()].sort((one, other) => one.order - other.order).map((item) => [item.key, item]),
  );
}

class Finder {
  constructor(state) {
    this.state = state;
    this.items = new Map();
    this.fields = new Map(state.fields.map((field) => [told(field.path), field]));
    this.columns = new Map(state.columns.map((column) => [column.key, column.label]));
    this.last = 0;
  }

  page(svg) {
    for (const field of svg.querySelectorAll("g.field")) this.field(field);
    for (const box of svg.querySelectorAll("g.box")) this.box(box);
    for (const title of svg.querySelectorAll("g.title [data-path]")) this.title(title);
    for (const name of svg.querySelectorAll("g.header [data-path]")) this.actor(name);
    for (const row of svg.querySelectorAll("g.row[data-step]")) this.row(row);
    for (const symbol of svg.querySelectorAll("g.symbol[data-path]")) this.symbol(symbol);
    for (const edge of svg.querySelectorAll("g.edge[data-path]")) this.edge(edge);
  }

  add(key, kind, path, element, label, more = {}) {
    const known = this.items.get(key);
    if (known) {
      known.elements.push(element);
      return known;
    }
    this.last += 1000;
    const elements = element ? [element] : [];
    const item = { key, kind, path, elements, order: this.last, stop: true, label, ...more };
    this.items.set(key, item);
    return item;
  }

  field(element) {
    const path = parts(element.dataset.path);
    const field = this.fields.get(element.dataset.path);
    const text = [...element.querySelectorAll("text")].map((line) => line.textContent).join(" ");
    this.add(
      `field:${told(path)}`,
      "field",
      path,
      element,
      `${field?.label ?? told(path)}: ${field?.text || text || "kosong"}`,
    );
  }

  box(element) {
    const path = parts(element.dataset.path);
    const field = this.fields.get(element.dataset.path);
    if (!field) return;
    const count = field.items?.length ?? 0;
    const told_ = field.items ? `${count} butir` : field.text || "kosong";
    // The box itself holds its entries: only its ground can be a button beside theirs.
    this.add(
      `field:${told(path)}`,
      "field",
      path,
      element.querySelector("rect") ?? element,
      `${field.label}: ${told_}`,
    );
    for (const entry of element.querySelectorAll("[data-path]")) {
      const place = parts(entry.dataset.path);
      const index = place.at(-1);
      if (typeof index !== "number" || !field.items) continue;
      this.add(
        `item:${told(place)}`,
        "item",
        place,
        entry,
        `${field.label}, butir ${index + 1}: ${field.items[index] ?? ""}`,
      );
    }
  }

  title(element) {
    const known = this.items.get(`field:${element.dataset.path}`);
    if (known) known.elements.push(element);
  }

  actor(element) {
    const path = parts(element.dataset.path);
    const found = actorAt(this.state, path);
    if (found) this.add(`actor:${told(path)}`, "actor", path, element, `Pelaksana: ${found.actor.name}`);
  }

  row(row) {
    const path = parts(row.dataset.path);
    const found = stepAt(this.state, path);
    if (!found) return;
    const name = this.stepName(found);
    for (const cell of row.querySelectorAll(".cell")) {
      const column = cell.dataset.column;
      if (cell.dataset.actor !== undefined) this.slot(path, cell, this.actorsLabel(found));
      else if (cell.dataset.path) {
        const text = found.step.texts[column] || "kosong";
        const place = parts(cell.dataset.path);
        this.add(
          `cell:${told(place)}`,
          "cell",
          place,
          cell,
          `${name}, ${this.columns.get(column) ?? column}: ${text}`,
          { column },
        );
      } else if (column === "no") this.add(`step:${told(path)}`, "step", path, cell, name, { column, stop: false });
    }
  }

  stepName({ section, step }) {
    const many = this.state.sections.length > 1 && section.title;
    return many ? `${section.title}, langkah ${step.number}` : `Langkah ${step.number}`;
  }

  actorsLabel(found) {
    const names = found.step.actors.map((index) => found.section.actors[index]?.name).filter(Boolean);
    const who = names.join(", ") || "belum ada";
    return `${this.stepName(found)}, Pelaksana: ${who}${found.step.decision ? "; keputusan" : ""}`;
  }

  /** A column's place in a row: empty ones are where a symbol may be dropped, and stand for the step. */
  slot(path, cell, label) {
    const key = `actors:${told(path)}`;
    const item = this.items.get(key) ?? this.add(key, "actors", path, null, label, { column: "actors", slots: [] });
    item.slots.push(cell);
  }

  symbol(element) {
    const key = `actors:${element.dataset.path}`;
    const item = this.items.get(key);
    if (item) item.elements.push(element);
  }

  /** What is not on the pages, because it could not be laid out, is selected all the same: from the panel. */
  undrawn() {
    let before = 0;
    for (const step of this.state.sections.flatMap((section) => section.steps)) {
      for (const [column, label] of this.columns) {
        const path = [...step.path, column];
        const key = `cell:${told(path)}`;
        if (!(column in step.texts)) continue;
        const item =
          this.items.get(key) ??
          this.add(key, "cell", path, null, `Langkah ${step.number}, ${label}`, { column, order: before + 0.01 });
        before = item.order;
      }
    }
  }

  edge(element) {
    const { path, branch = "", toStep, to, from } = element.dataset;
    const around = this.items.get(`actors:${path}`);
    const found = stepAt(this.state, parts(path));
    if (!found) return;
    const goal = toStep && !to.includes(":") ? `ke langkah ${toStep}` : "ke akhir alur";
    const start = from.includes(":") ? "Panah dari awal alur" : `Panah dari langkah ${found.step.number}`;
    const way = { ya: ", Ya", tidak: ", Tidak" }[branch] ?? "";
    const item = this.add(
      `edge:${path}:${branch}:${from}:${to}`,
      "edge",
      parts(path),
      element,
      `${start} ${goal}${way}`,
      { stop: false, branch },
    );
    if (around) item.order = around.order + 1 + (branch === "tidak" ? 1 : 0);
  }
}
