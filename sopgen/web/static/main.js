// The page as a whole: parts put together, documents opened.

import { listen, place, read } from "./api.js";
import { Builds } from "./builds.js";
import { Drag } from "./drag.js";
import { Editor } from "./editor.js";
import { byId, make } from "./elements.js";
import { InPlace } from "./in_place.js";
import { Keyboard } from "./keyboard.js";
import { List } from "./list.js";
import { showMarks } from "./marks.js";
import { announce, ask, banner, complain, dismiss, showKeys } from "./messages.js";
import { OpenSop } from "./open_sop.js";
import { Pages } from "./pages.js";
import { Panel } from "./panel.js";
import { Selection } from "./selection.js";
import { textAt } from "./paths.js";

const WIDE = 1500; // pixels from which list, page and panel stand beside each other

const pages = new Pages(byId("pages"), byId("sheets"), (size) => (byId("zoom-now").textContent = `${size} %`));
const selection = new Selection(pages);
const editor = new Editor(selection);
const panel = new Panel(byId("panel"), editor);
const inPlace = new InPlace(editor);
const builds = new Builds(editor);
const list = new List(open);
new Keyboard(editor, panel);
new Drag(editor, pages, inPlace);

async function open(key) {
  try {
    const state = await read(place(key));
    close();
    editor.sop = watched(new OpenSop(key, state, settle));
    location.hash = encodeURIComponent(key);
    if (innerWidth < WIDE) showList(false);
    byId("pages").scrollTop = 0;
    selection.key = "";
    show(null);
    panel.show(null);
    list.mark(key);
    announce(`Dibuka: ${state.title || key}`);
  } catch (error) {
    complain(error.message === "gone" ? "Server tidak menjawab." : error.message);
  }
}

function close() {
  inPlace.close();
  panel.close();
  editor.sop?.told.forEach(dismiss);
  editor.sop?.close();
}

function watched(sop) {
  const current = (act) => (event) => editor.sop === sop && act(event.detail);
  sop.addEventListener("state", current(show));
  sop.addEventListener("gone", current(gone));
  sop.addEventListener("back", () => dismiss("gone"));
  sop.addEventListener("waiting", current(showUnsaved));
  return sop;
}

/** Shows the state that has come; `task` is what was asked for, null when it came by itself. */
function show(task) {
  const { state } = editor;
  const ours = task?.change?.kind === "set-text";
  const focused = document.activeElement?.dataset?.item;
  pages.show(state);
  selection.scan(state, focused);
  showMarks(selection, state.findings);
  panel.update(ours);
  inPlace.update(ours);
  showDocument(state);
  showStale(state);
  showUnsaved();
  (state.notices ?? []).forEach(showNotice);
  if (state.conflict) askReload();
  else dismiss("conflict");
}

/** What happened to the document's unsaved work before it was opened is told once. */
function showNotice(sentence) {
  if (editor.sop.told.has(sentence)) return;
  editor.sop.told.add(sentence);
  banner(sentence, sentence, [["Tutup", () => dismiss(sentence)]]);
}

function showDocument(state) {
  byId("title").textContent = state.title || "(tanpa judul)";
  byId("about").textContent = [state.nomor, state.file].filter(Boolean).join(" · ");
  document.title = `${state.title || state.key} — SOP`;
  byId("undo").disabled = !state.canUndo;
  byId("redo").disabled = !state.canRedo;
  byId("empty").hidden = state.pages.length > 0;
  byId("empty").textContent = "SOP ini belum dapat digambar; isi yang ditunjukkan panel.";
  document.body.classList.add("has-document");
  document.body.dataset.sop = state.key;
}

function showUnsaved() {
  const dirty = editor.state.dirty || editor.sop.unsent;
  byId("unsaved").hidden = !dirty;
  byId("save").disabled = !dirty;
  document.body.dataset.waiting = editor.sop.unsent ? "yes" : "no";
  const entry = list.entries.find((each) => each.key === editor.sop.key);
  if (entry && entry.dirty !== editor.state.dirty) list.mark(editor.sop.key, editor.state.dirty);
}

function showStale(state) {
  const note = byId("stale");
  note.hidden = !state.stale;
  const reasons = state.findings.filter((finding) => finding.severity === "galat");
  const said = reasons.length ? reasons.map((finding) => finding.message).join(" ") : "";
  note.replaceChildren(make("p", {}, make("strong", {}, "Gambar ini belum memuat perubahan terakhir. "), said));
}

function gone(error) {
  const said = error.unknown
    ? "Sesi ini sudah berakhir. Buka alamat yang ditampilkan terminal; teks Anda tetap di sini dan lalu dikirim."
    : "Server tidak menjawab. Teks Anda tetap di sini; pengiriman dicoba lagi.";
  banner("gone", said);
}

function askReload() {
  const said =
    "Berkas SOP ini diubah oleh program lain sesudah dibuka; belum ada yang ditulis ke sana. " +
    "Memuat isinya tidak menghilangkan suntingan Anda: urungkan untuk kembali kepadanya.";
  banner("conflict", said, [["Muat isi berkas", () => editor.sop.reload().catch((error) => complain(error.message))]]);
}

/** Two texts for one place: both are shown, and one of them is taken. */
async function settle(task, state) {
  const theirs = textAt(state, task.change.path) ?? "(sudah tidak ada)";
  const text = (id, label, value) =>
    make("div", {}, make("label", { for: id }, label), make("textarea", { id, readonly: true, rows: 4 }, value));
  const said = make("p", {}, "Bagian ini diubah di tempat lain selagi Anda menulis.");
  const content = make(
    "div",
    { class: "both" },
    said,
    text("ours", "Teks Anda", task.change.text),
    text("theirs", "Teks di tempat lain", theirs),
  );
  const answer = await ask("Dua teks untuk satu tempat", content, [
    ["Pakai teks saya", "ours"],
    ["Pakai teks di tempat lain", "theirs"],
  ]);
  if (answer !== "ours") announce("Teks di tempat lain dipakai");
  return answer === "ours";
}

function showList(shown) {
  document.body.classList.toggle("list-hidden", !shown);
  byId("show-list").setAttribute("aria-expanded", shown);
}

async function refreshList() {
  try {
    await list.load();
  } catch (error) {
    complain(error.message === "gone" ? "Server tidak menjawab." : error.message);
  }
}

selection.addEventListener("chosen", ({ detail }) => editor.sop && panel.show(detail.item, detail.into, detail.slot));
byId("show-list").addEventListener("click", () => showList(document.body.classList.contains("list-hidden")));
byId("undo").addEventListener("click", () => editor.undo());
byId("redo").addEventListener("click", () => editor.redo());
byId("save").addEventListener("click", () => editor.save());
byId("build").addEventListener("click", () => builds.open());
byId("zoom-in").addEventListener("click", () => pages.step(1));
byId("zoom-out").addEventListener("click", () => pages.step(-1));
byId("zoom-fit").addEventListener("click", () => pages.fit());
byId("keys").addEventListener("click", showKeys);
document.addEventListener("input", () => editor.sop && showUnsaved());

const listeners = {
  state: ({ key, version }) => {
    if (editor.sop?.key === key) editor.sop.refresh(version).catch(() => {});
  },
  list: refreshList,
  build: (event) => builds.told(event),
};

/** After the server was away its versions may have begun anew. */
function met() {
  dismiss("gone");
  editor.sop?.refresh(Infinity).catch(() => {});
}

listen(listeners, met, (unknown) => gone({ unknown }));
/** The SOP that the address names; it may be another one after a step back. */
function openNamed() {
  const key = decodeURIComponent(location.hash.slice(1));
  if (key && key !== editor.sop?.key) open(key);
}

addEventListener("hashchange", openNamed);
await refreshList();
openNamed();
