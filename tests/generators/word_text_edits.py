"""Edits of texts, of lists of texts, and comments."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from tests.generators.word_hands import (
    AUTHOR,
    LISTS,
    ImpossibleError,
    M,
    Made,
    Word,
    commented,
    divided,
    impossible,
    is_heading,
    is_step_text,
    kind,
    looking,
    new_run,
    paragraph_of,
    parent_of,
    run_of,
)
from tests.pull.editing import controls, joined, tracked_end, typed
from tests.validate_docx.package import WP, W

# -- texts -------------------------------------------------------------------------------------------------------------


@kind("typed over")
def _typed_over(word: Word) -> Made:
    tag = word.step_text()
    new = f"{word.sentence()} {word.rng.randint(2, 99)}"
    typed(tag, new)(word.body)
    return Made(tag, {tag: new})


@kind("a text of the form typed over")
def _form_typed_over(word: Word) -> Made:
    tag = word.choose(lambda tag: tag.partition("/")[0] in (*LISTS, "nomor") or tag.startswith("tambahan/"))
    new = f"{word.text(tag)} {word.sentence()}"
    typed(tag, new)(word.body)
    return Made(tag, {tag: new})


@kind("emptied")
def _emptied(word: Word) -> Made:
    tag = word.step_text()
    typed(tag, "")(word.body)
    return Made(tag, {tag: ""})


@kind("typed beside the control")
def _beside(word: Word) -> Made:
    tag, more = word.step_text(), word.sentence()
    controls(word.body, tag)[0].addnext(new_run(f" {more}"))
    return Made(tag, {tag: f"{word.text(tag)} {more}"})


@kind("a further paragraph in a cell")
def _further_paragraph(word: Word) -> Made:
    tag, more = word.choose(is_step_text), word.sentence()
    paragraph = etree.Element(f"{W}p")
    paragraph.append(new_run(more))
    paragraph_of(word, tag).addnext(paragraph)
    return Made(tag, {tag: f"{word.text(tag)}\n{more}".strip()})


@kind("tracked insertion")
def _tracked_insertion(word: Word) -> Made:
    tag, more = word.step_text(), word.sentence()
    inserted = etree.Element(f"{W}ins", {f"{W}id": "9001", **AUTHOR})
    inserted.append(new_run(f" {more}"))
    run_of(word, tag).addnext(inserted)
    return Made(tag, {tag: f"{word.text(tag)}"})


@kind("tracked deletion")
def _tracked_deletion(word: Word) -> Made:
    tag = word.choose(lambda tag: is_step_text(tag) and " " in word.text(tag).strip())
    rest, first, _ = divided(run_of(word, tag), word.rng.randint(1, 3))
    deleted = etree.Element(f"{W}del", {f"{W}id": "9002", **AUTHOR})
    rest.addprevious(deleted)
    deleted.append(rest)
    next(rest.iter(f"{W}t")).tag = f"{W}delText"
    return Made(tag, {tag: first})


@kind("emphasised")
def _emphasised(word: Word) -> Made:
    tag = word.step_text()
    rest, _, _ = divided(run_of(word, tag), word.rng.randint(0, 2))
    looking(rest, word.rng.choice(("b", "i", "u")))
    return Made(tag, shows=False)


# -- marks, signs, pictures --------------------------------------------------------------------------------------------


@kind("struck through")
def _struck(word: Word) -> Made:
    tag = word.step_text()
    rest, _, _ = divided(run_of(word, tag), word.rng.randint(0, 3))
    looking(rest, word.rng.choice(("strike", "dstrike")))
    return Made(tag)


@kind("fixed words struck through")
def _heading_struck(word: Word) -> Made:
    run = word.rng.choice([run for run in word.body.iter(f"{W}r") if is_heading(run)])
    looking(run, "strike")
    return Made("".join(run.itertext()))


@kind("hidden words")
def _hidden(word: Word) -> Made:
    tag = word.step_text()
    rest, _, _ = divided(run_of(word, tag), word.rng.randint(0, 2))
    looking(rest, "vanish")
    return Made(tag)


@kind("hidden words typed")
def _hidden_typed(word: Word) -> Made:
    tag = word.step_text()
    run_of(word, tag).addnext(new_run(f" {word.sentence()}", "vanish"))
    return Made(tag)


@kind("a sign of Wingdings")
def _sign(word: Word) -> Made:
    tag = word.step_text()
    text = word.text(tag)
    run_of(word, tag).addnext(sign_run("Wingdings", "F0FC"))
    return Made(tag, {tag: f"{text}✔"})


@kind("a sign of an unknown font")
def _unknown_sign(word: Word) -> Made:
    tag = word.step_text()
    run_of(word, tag).addnext(sign_run("Bookshelf Symbol 7", "F041"))
    return Made(tag)


def sign_run(font: str, char: str) -> etree._Element:
    """A run with a sign that was put in from a symbol font."""
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}sym", {f"{W}font": font, f"{W}char": char})
    return run


@kind("letters in a symbol font")
def _symbol_letters(word: Word) -> Made:
    tag = word.step_text()
    text, run = word.text(tag), new_run("a")
    looking(run, "rFonts")
    fonts = run.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    fonts.attrib.update({f"{W}ascii": "Symbol", f"{W}hAnsi": "Symbol"})
    run_of(word, tag).addnext(run)
    return Made(tag, {tag: f"{text}α"})


@kind("an equation")
def _equation(word: Word) -> Made:
    tag = word.step_text()
    formula = etree.Element(f"{M}oMath")
    etree.SubElement(etree.SubElement(formula, f"{M}r"), f"{M}t").text = "x+1"
    run_of(word, tag).addnext(formula)
    return Made(tag)


@kind("a picture in a text")
def _picture(word: Word) -> Made:
    tag = word.choose(is_step_text)
    logo = next((run for run in word.body.iter(f"{W}r") if run.find(f"{W}drawing/{WP}inline") is not None), None)
    if logo is None:
        raise ImpossibleError
    run = deepcopy(logo)
    name = run.find(f"{W}drawing/{WP}inline/{WP}docPr")
    assert name is not None
    name.attrib.update({"name": "Gambar 9", "id": "9009"})
    controls(word.body, tag)[0].addnext(run)
    return Made(tag)


# -- entries of lists --------------------------------------------------------------------------------------------------


@kind("an entry added")
def _entry_added(word: Word) -> Made:
    name = word.list_name()
    tags = word.entries(name)
    at, new = word.rng.randrange(len(tags)), word.sentence()
    paragraph = etree.Element(f"{W}p")
    paragraph.append(new_run(new))
    paragraph_of(word, tags[at]).addnext(paragraph)
    texts = [word.text(tag) for tag in tags]
    return Made(name, lists={name: (*texts[: at + 1], new, *texts[at + 1 :])})


@kind("an entry divided by Enter")
def _entry_divided(word: Word) -> Made:
    name = word.list_name()
    tag = word.rng.choice([tag for tag in word.entries(name) if " " in word.text(tag)] or impossible())
    paragraph = paragraph_of(word, tag)
    texts = [word.text(tag) for tag in word.entries(name)]
    at = texts.index(word.text(tag))
    copy = deepcopy(paragraph)
    for mark in [*copy.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        parent_of(mark).remove(mark)
    first, _, rest = texts[at].partition(" ")
    next(paragraph.iter(f"{W}t")).text, next(copy.iter(f"{W}t")).text = first, rest
    paragraph.addnext(copy)
    return Made(tag, {tag: first}, lists={name: (*texts[:at], first, rest, *texts[at + 1 :])})


@kind("an entry removed")
def _entry_removed(word: Word) -> Made:
    name = word.list_name(2)
    tag = word.rng.choice(word.entries(name))
    paragraph = paragraph_of(word, tag)
    parent_of(paragraph).remove(paragraph)
    return Made(tag)


@kind("two entries joined")
def _entries_joined(word: Word) -> Made:
    tags = word.entries(word.list_name(2))
    at = word.rng.randrange(len(tags) - 1)
    one, other = tags[at : at + 2]
    text = word.text(one) + word.text(other)
    (tracked_end(one) if word.rng.random() < 0.5 else joined(one, other))(word.body)
    return Made(one, {one: text})


@kind("two entries swapped")
def _entries_swapped(word: Word) -> Made:
    tags = word.entries(word.list_name(2))
    at = word.rng.randrange(len(tags) - 1)
    one, other = tags[at : at + 2]
    texts = {one: word.text(other), other: word.text(one)}
    paragraph_of(word, one).addprevious(paragraph_of(word, other))
    return Made(one, texts, shows=len(set(texts.values())) > 1)


@kind("two entries swapped by typing")
def _entries_retyped(word: Word) -> Made:
    tags = word.entries(word.list_name(2))
    at = word.rng.randrange(len(tags) - 1)
    one, other = tags[at : at + 2]
    texts = {one: word.text(other), other: word.text(one)}
    for tag, text in texts.items():
        typed(tag, text)(word.body)
    return Made(one, texts, shows=len(set(texts.values())) > 1)


# -- comments ----------------------------------------------------------------------------------------------------------


@kind("a comment on a text")
def _comment(word: Word) -> Made:
    tag = word.step_text()
    control = controls(word.body, tag)[0]
    commented(word, control, control, word.sentence(), done=word.rng.random() < 0.3)
    return Made(tag)


@kind("a comment on a symbol")
def _comment_on_shape(word: Word) -> Made:
    run = word.rng.choice(word.shapes())
    commented(word, run, run, word.sentence())
    return Made("a shape")


@kind("a comment on a heading")
def _comment_on_heading(word: Word) -> Made:
    run = word.rng.choice([run for run in word.body.iter(f"{W}r") if is_heading(run)])
    commented(word, run, run, word.sentence())
    return Made("".join(run.itertext()))
