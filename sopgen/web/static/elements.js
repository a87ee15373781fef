// Elements made without markup in strings: what a document says can never become an element.

const SVG = "http://www.w3.org/2000/svg";

/** An element; `on` holds listeners, `true` an attribute without a value, null and false none. */
export function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for elements of an SVG. */
export function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const [kind, listener] of Object.entries(on)) element.addEventListener(kind, listener);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** One of the pictures that the page holds, by the name it has there. */
export function icon(name) {
  return draw("svg", { class: "icon", "aria-hidden": "true" }, draw("use", { href: `#i-${name}` }));
}

/** A button with a picture and a text. */
export function button(text, act, { picture = "", ...attributes } = {}) {
  const said = make("span", {}, text);
  const look = { type: "button", class: "plain", ...attributes };
  return make("button", { ...look, on: { click: act } }, picture ? icon(picture) : null, said);
}

/** A button that shows a picture only; `text` is spoken and shown as a tip. */
export function small(text, picture, act, attributes = {}) {
  const told = { type: "button", class: "small", "aria-label": text, title: text, ...attributes };
  return make("button", { ...told, on: { click: act } }, icon(picture));
}

export const byId = (id) => document.getElementById(id);
