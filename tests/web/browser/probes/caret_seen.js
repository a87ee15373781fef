// Whether nothing covers what has the focus.
() => {
  const place = document.activeElement.getBoundingClientRect();
  const at = document.elementFromPoint(place.left + place.width / 2, place.top + Math.min(12, place.height / 2));
  return document.activeElement.contains(at);
}
