// Documents made from what is saved: what is wanted, how far they are, and where they are fetched.

import { read, send } from "./api.js";
import { button, make } from "./elements.js";
import { complain } from "./messages.js";

const POLL = 700;

const KINDS = [
  ["pdf", "PDF, siap ditandatangani"],
  ["docx", "DOCX, untuk Word"],
];

export class Builds {
  constructor(editor) {
    this.editor = editor;
    this.build = 0;
  }

  /** The window in which documents are asked for. */
  open() {
    const { sop } = this.editor;
    const close = () => this.window.close();
    this.progress = make("div", { class: "progress", "aria-live": "polite" });
    this.start = button(sop?.state.dirty ? "Simpan dan buat" : "Buat", () => this.#start(), {
      class: "main",
      id: "start-build",
    });
    const note = sop?.state.dirty
      ? make("p", { class: "hint" }, "Dokumen dibuat dari berkas yang tersimpan; suntingan Anda disimpan dahulu.")
      : null;
    const answers = make("div", { class: "answers" }, this.start, button("Tutup", close));
    this.window = make(
      "dialog",
      { "aria-labelledby": "build-title", class: "builds" },
      make("h2", { id: "build-title" }, "Buat dokumen"),
      ...this.#wishes(sop),
      note,
      this.progress,
      answers,
    );
    this.window.addEventListener("close", () => this.window.remove());
    document.body.append(this.window);
    this.window.showModal();
  }

  #wishes(sop) {
    const check = (type, name, value, text, checked) => {
      const id = `${name}-${value}`;
      return make("label", { class: "check", for: id }, make("input", { type, name, value, id, checked }), text);
    };
    const scope = [
      sop ? check("radio", "scope", "one", "SOP ini", true) : null,
      check("radio", "scope", "all", "semua SOP", !sop),
    ];
    return [
      make("fieldset", {}, make("legend", {}, "Dari"), ...scope),
      make(
        "fieldset",
        {},
        make("legend", {}, "Jenis"),
        ...KINDS.map(([kind, text]) => check("checkbox", "kind", kind, text, kind === "pdf")),
        check("checkbox", "kind", "book", "buku SOP", false),
      ),
    ];
  }

  async #start() {
    const chosen = [...this.window.querySelectorAll("[name=kind]:checked")].map((box) => box.value);
    const kinds = chosen.filter((kind) => kind !== "book");
    if (!chosen.length) return this.#say("Pilih sekurang-kurangnya satu jenis.");
    const { sop } = this.editor;
    const one = sop && this.window.querySelector("[name=scope]:checked").value === "one";
    this.start.disabled = true;
    try {
      if (sop && (sop.state.dirty || sop.unsent)) await sop.save();
      this.#say("Menunggu giliran…");
      const { build } = await send("/api/builds", { sops: one ? [sop.key] : [], kinds, book: chosen.includes("book") });
      this.build = build;
      await this.#follow();
    } catch (error) {
      this.#say(error.message);
      complain(error.message);
    }
    this.start.disabled = false;
  }

  #say(text) {
    this.progress.replaceChildren(make("p", {}, text));
  }

  async #follow() {
    for (;;) {
      const now = await read(`/api/builds/${this.build}`);
      this.#show(now);
      if (!now.running || !this.window.isConnected) return;
      await Promise.race([new Promise((next) => setTimeout(next, POLL)), new Promise((next) => (this.#wake = next))]);
    }
  }

  #wake = () => {};

  /** Something was told of a build. */
  told(event) {
    if (event.build === this.build) this.#wake();
  }

  #show({ running, done, of, messages, files }) {
    const bar = make("progress", {
      max: Math.max(1, of),
      value: running ? done : Math.max(1, of),
      "aria-label": "Kemajuan",
    });
    const said = running
      ? `Membuat ${done} dari ${of}…`
      : files.length
        ? `Selesai: ${files.length} dokumen.`
        : "Selesai; tidak ada dokumen yang dibuat.";
    const links = files.map((file) =>
      make(
        "li",
        {},
        make("a", { href: `/api/builds/${this.build}/files/${file.index}`, download: file.name }, file.name),
      ),
    );
    const told = messages.map((message) => make("li", {}, message));
    this.progress.replaceChildren(
      bar,
      make("p", {}, said),
      make("ul", { class: "files" }, ...links),
      make("ul", { class: "told" }, ...told),
    );
  }
}
