"""A document's base and today's source, side by side: what a text was, what it is, and how its place is called."""

from __future__ import annotations

from functools import cached_property

from sopgen.model.form.form import Form
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.pull.alignment import Alignment, Place
from sopgen.pull.changes import short
from sopgen.pull.document.row_tags import step_of
from sopgen.render.docx.ids import tag_of
from sopgen.source.document import Scalar, Source, SourcePath, clean
from sopgen.source.read import parse


class Sources:
    """``base`` is what the document was made from, None when that cannot be read; ``today`` the source as it is."""

    def __init__(self, yaml: str, today: Source, form: Form) -> None:
        source, _ = parse(yaml.encode(), today.file, today.name)
        self.base = without_blank_entries(source, form) if source else None
        self.today = today

    @cached_property
    def alignment(self) -> Alignment | None:
        """How they belong together."""
        return Alignment(self.base, self.today) if self.base else None

    def place(self, path: SourcePath) -> Place:
        """Where the value at ``path`` of the base is today; without a base nothing is certain."""
        if self.alignment is not None:
            return self.alignment.place(path)
        return Place(path, certain=False)

    def was(self, path: SourcePath) -> str:
        """The base's text at ``path``."""
        return text_at(self.base, path)

    def now(self, path: SourcePath) -> str:
        """Today's text at ``path``."""
        return text_at(self.today, path)

    def where(self, path: SourcePath) -> str:
        """The file and the line of what stands at ``path`` today, or of the nearest around it."""
        return f"{self.today.name} baris {self.today.locate(path).line}"

    def described(self, path: SourcePath) -> str:
        """Where ``path`` is, so that somebody can tell whether it is meant."""
        step = step_of(tag_of(path))
        if not step:
            return f"{tag_of(path)} (“{short(self.now(path))}”)"
        kegiatan = self.now((*path[: 2 + 2 * step.startswith("bagian")], "kegiatan"))
        return f"{step_name(step)} (“{short(kegiatan)}”)"


def text_at(source: Source | None, path: SourcePath) -> str:
    """The source's text at ``path``, a list of one text written as that text included; empty when there is none."""
    node = source.node(path) if source else None
    if node is None and source and path and path[-1] == 0:
        node = source.node(path[:-1])
    return clean(node.text) if isinstance(node, Scalar) else ""


def called(tag: str, path: SourcePath) -> str:
    """A field's tag, and what stands at its ``path`` today when that has another number."""
    now = tag_of(path)
    then_step, now_step = step_of(f"{tag}/"), step_of(f"{now}/")
    if then_step or now_step:
        return f"{tag} (kini {step_name(now_step)})" if now_step and then_step != now_step else tag
    same = now == tag or not isinstance(path[-1], int)
    return tag if same else f"{tag} (kini {now})"


def step_name(step: str) -> str:
    """``bagian/2/langkah/3`` as people say it."""
    return step.replace("langkah/", "langkah ").replace("bagian/", "bagian ").replace("/", ", ")
