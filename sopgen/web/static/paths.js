// Places in a source: lists in what the server says, joined by "/" on the page.

export const told = (path) => path.join("/");

export const parts = (text) => text.split("/").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

export const same = (one, other) => told(one ?? []) === told(other ?? []);

/** The step that a place is in, with its section, or null. */
export function stepAt(state, path) {
  for (const section of state.sections) {
    const index = section.steps.findIndex(
      (step) => told(path).startsWith(`${told(step.path)}/`) || same(step.path, path),
    );
    if (index >= 0) return { section, step: section.steps[index], index };
  }
  return null;
}

/** The column of pelaksana at a place, with its section. */
export function actorAt(state, path) {
  for (const section of state.sections) {
    const index = section.actors.findIndex((actor) => same(actor.path, path));
    if (index >= 0) return { section, actor: section.actors[index], index };
  }
  return null;
}

/** The text that a state has at a place; undefined where it has none. */
export function textAt(state, path) {
  const found = stepAt(state, path);
  if (found) return found.step.texts[path.at(-1)] ?? "";
  for (const field of state.fields) {
    if (same(field.path, path)) return field.text ?? "";
    if (field.items && same(field.path, path.slice(0, -1))) return field.items[path.at(-1)];
  }
  return undefined;
}

/** The word that stands where else the path of a step does: the end of the flow. */
export const END = "selesai";

/** A way's goal as a choice's value, and back. */
export const goalValue = (goal) => (Array.isArray(goal) ? told(goal) : (goal ?? ""));

export const goalOf = (value) => (value && value !== END ? parts(value) : value || null);

/** A step as people name it in a list. */
export function stepName(step) {
  const does = (step.texts.kegiatan ?? "").trim() || "(kegiatan kosong)";
  return `${step.number}. ${does.length > 60 ? `${does.slice(0, 57)}…` : does}`;
}
