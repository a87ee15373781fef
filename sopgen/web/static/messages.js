// What is said to people: the line at the foot (which screen readers speak), banners, questions.

import { button, byId, make } from "./elements.js";

/** A sentence at the foot of the screen. */
export function announce(text) {
  const line = byId("status");
  line.classList.remove("is-wrong");
  if (line.textContent !== text) line.textContent = text;
}

/** A sentence about what could not be done. */
export function complain(text) {
  announce(text);
  byId("status").classList.add("is-wrong");
}

const banners = new Map();

/** A sentence above everything until `dismiss`; `actions` are texts with what they do. */
export function banner(name, text, actions = []) {
  if (banners.get(name)?.text === text) return;
  banners.set(name, { text, actions });
  showBanners();
}

export function dismiss(name) {
  if (banners.delete(name)) showBanners();
}

function showBanners() {
  const holder = byId("banner");
  holder.hidden = banners.size === 0;
  holder.replaceChildren(
    ...[...banners].map(([name, { text, actions }]) =>
      make("p", { "data-banner": name }, make("span", {}, text), ...actions.map(([said, act]) => button(said, act))),
    ),
  );
}

/**
 * A question in a window of its own. `actions` are texts with values, the first is the one that is meant;
 * the answer is a value, or null when the window is closed.
 */
export function ask(title, content, actions, attributes = {}) {
  return new Promise((resolve) => {
    const back = document.activeElement;
    const answer = (value) => {
      given = value;
      window_.close();
    };
    let given = null;
    const buttons = actions.map(([text, value], index) =>
      button(text, () => answer(typeof value === "function" ? value() : value), { class: index ? "plain" : "main" }),
    );
    const heading = make("h2", { id: "question" }, title);
    const window_ = make(
      "dialog",
      { "aria-labelledby": "question", ...attributes },
      heading,
      content,
      make("div", { class: "answers" }, ...buttons),
    );
    window_.addEventListener("close", () => {
      window_.remove();
      if (back?.isConnected) back.focus({ preventScroll: true });
      resolve(given);
    });
    document.body.append(window_);
    window_.showModal();
  });
}

const KEYS = [
  ["Klik, klik ganda", "memilih; menyunting di tempatnya"],
  ["Tab, Shift+Tab", "sel berikutnya, sel sebelumnya"],
  ["Enter", "di halaman: ke teksnya; di teks: langkah atau butir baru di bawah"],
  ["Shift+Enter", "baris baru dalam teks"],
  ["Esc", "keluar dari teks, lalu dari pilihan"],
  ["Tombol panah", "di halaman: ke sel, lambang, atau panah di sebelahnya"],
  ["Alt+↑, Alt+↓", "memindahkan langkah atau butir"],
  ["Delete", "di halaman: menghapus langkah yang dipilih"],
  ["Ctrl+Z, Ctrl+Y", "mengurungkan, mengulangi"],
  ["Ctrl+S", "menyimpan"],
  ["F6, Shift+F6", "ke bagian layar berikutnya: daftar, halaman, teks, tombol langkah, alur"],
];

export function showKeys() {
  const rows = KEYS.map(([keys, does]) => make("tr", {}, make("th", { scope: "row" }, keys), make("td", {}, does)));
  return ask("Tombol pintas", make("table", { class: "keys" }, make("tbody", {}, ...rows)), [["Tutup", null]]);
}
