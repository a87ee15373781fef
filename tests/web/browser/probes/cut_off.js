// Controls whose text does not fit them, or that stand outside the screen.
() => {
  const shown = [
    ...document.querySelectorAll("button, select, label, h1, h2, h3, legend, summary, .finding p, #about"),
  ].filter((each) => each.checkVisibility() && each.getBoundingClientRect().width > 0);
  const modal = document.querySelector("dialog[open]");
  const judged = shown.filter((each) => !modal || modal.contains(each));
  const cut = judged.filter((each) => {
    const look = getComputedStyle(each);
    return each.scrollWidth > each.clientWidth + 1 && look.display !== "inline" && look.textOverflow !== "ellipsis";
  });
  const out = judged.filter((each) => {
    const place = each.getBoundingClientRect();
    return !each.closest(".pages") && (place.left < -1 || place.right > innerWidth + 1);
  });
  const name = (each) => `${each.tagName} ${each.id} ${each.textContent.slice(0, 40)}`;
  return [...cut.map((each) => `cut off: ${name(each)}`), ...out.map((each) => `outside: ${name(each)}`)];
}
