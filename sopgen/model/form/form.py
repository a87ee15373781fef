"""A form as a whole: which fields, boxes and columns, how the paper lies and where the signature stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sopgen.model.form.columns import COLUMNS, TableColumn, check_columns
from sopgen.model.form.fields import BOXES, IDENTITY, Box, IdentityField, ValueKind, check_entries


class SignaturePlace(StrEnum):
    """Where the official signs."""

    IDENTITY = "identitas"  # in a row of the identity block
    AFTER_TABLE = "sesudah tabel"  # below the last flow table and its notes


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that makes one institution's form what it is; ValueError for what makes no form."""

    identity: tuple[IdentityField, ...] = IDENTITY
    boxes: tuple[Box, ...] = BOXES
    columns: tuple[TableColumn, ...] = COLUMNS
    signature: SignaturePlace = SignaturePlace.IDENTITY
    portrait: bool = False

    def __post_init__(self) -> None:
        check_entries(self.identity, self.boxes)
        check_columns(self.columns)

    @property
    def rows(self) -> tuple[IdentityField, ...]:
        """The fields that are rows of the identity block."""
        if self.signature is SignaturePlace.IDENTITY:
            return self.identity
        return tuple(field for field in self.identity if field.kind is not ValueKind.SIGNATURE)

    def label_of(self, kind: ValueKind) -> str:
        """The label of the first field of this kind; empty when there is none."""
        return next((field.label for field in self.identity if field.kind is kind), "")


#: The official form (PermenPAN-RB 35/2012).
FORM = Form()
