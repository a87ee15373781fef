// Parts beside each other that cover each other; what stays in view while the rest is scrolled below it is meant to.
() => {
  const among = [".top > *", ".actions > *", ".foot > *", ".regions > *", ".panel .field", ".panel fieldset", ".panel li"];
  const shown = (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0;
  const still = (each) => getComputedStyle(each).position !== "sticky";
  const parts = [...document.querySelectorAll(among.join())].filter((each) => shown(each) && still(each));
  const pairs = parts.flatMap((one, at) => parts.slice(at + 1).map((other) => [one, other]));
  const covers = ([one, other]) => {
    if (one.parentElement !== other.parentElement) return false;
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return wide > 1 && high > 1;
  };
  const name = (each) => each.id || each.className || each.tagName;
  return pairs.filter(covers).map(([one, other]) => `${name(one)} and ${name(other)}`);
}
