"""What every record is, the kinds of value in it, and what it can be checked by."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
# “$” alone would let a line end pass.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)")]
RegionCode = Annotated[str, Meta(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$(?!\n)")]
Seconds = Annotated[float, Meta(gt=0, le=600)]
Discomfort = Annotated[int, Meta(ge=1, le=10)]

FmaNumber = Annotated[int, Meta(gt=0)]
TA2Number = Annotated[int, Meta(gt=0, lt=10000)]
UberonId = Annotated[str, Meta(pattern=r"^UBERON:[0-9]{7}$(?!\n)")]
Icd10 = Annotated[str, Meta(pattern=r"^[A-Z][0-9]{2}(\.[0-9])?$(?!\n)")]
"""A code of the World Health Organization's ICD-10, such as M54.5."""

NAMES: Final = ("id", "code", "value")
"""The fields by one of which a record of a list goes."""


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every record: immutable, and a misspelt key is told rather than passed over."""

    @property
    def name_in_file(self) -> str:
        """What other records call this one: its id, code or step of the scale; empty where it has none."""
        for one in NAMES:
            if hasattr(self, one):
                return str(getattr(self, one))
        return ""


class Cited(Record, frozen=True):
    """Where a statement can be checked: a source of the atlas and the place in it (chapter, page, table)."""

    source: Id
    where: str = ""


class Source(Record, frozen=True):
    """A publication that statements cite. ``url`` is shown as text and never opened by the program."""

    id: Id
    title: Text
    kind: Literal["manual", "textbook", "study", "review", "consensus", "reference", "seed", "terminology"]
    authors: str = ""
    year: int | None = None
    url: str = ""
