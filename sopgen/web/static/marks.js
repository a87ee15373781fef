// Findings at their place on the page.

import { draw } from "./elements.js";
import { placeOf } from "./pages.js";

const RANK = ["saran", "peringatan", "galat"];
const RADIUS = 180; // hundredths of a millimetre

/** Puts a mark at every item that something was found about, and says it with the item. */
export function showMarks(selection, findings) {
  for (const svg of selection.pages.svgs) svg.querySelectorAll(".overlay > .mark").forEach((each) => each.remove());
  const about = new Map();
  for (const finding of findings) {
    const item = selection.at(finding.path ?? []);
    if (item?.focusable) about.set(item, [...(about.get(item) ?? []), finding]);
  }
  for (const [item, found] of about) mark(item, found);
}

function mark(item, found) {
  const worst = found.reduce(
    (most, each) => (RANK.indexOf(each.severity) > RANK.indexOf(most) ? each.severity : most),
    "saran",
  );
  const sentences = found.map((each) => each.message).join(" ");
  item.focusable.setAttribute("aria-label", `${item.label}. Temuan: ${sentences}`);
  const { svg, x, y, width } = placeOf(item.focusable);
  const [cx, cy] = [x + width - RADIUS / 3, y + RADIUS / 3];
  const sign = draw(
    "text",
    { x: cx, y: cy + 105, "font-size": 290, "font-weight": "bold", "text-anchor": "middle" },
    worst === "saran" ? "i" : "!",
  );
  const shape = draw("circle", { cx, cy, r: RADIUS });
  svg
    .querySelector(".overlay")
    .append(
      draw(
        "g",
        { class: `mark ${worst}`, "data-item": item.key, "aria-hidden": "true" },
        draw("title", {}, sentences),
        shape,
        sign,
      ),
    );
}
