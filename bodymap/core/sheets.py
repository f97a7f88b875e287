"""Reads the drawings: which sheets there are, and of one drawing what the program needs to know of it.

Coordinates are those of a drawing's ``viewBox`` (0 0 width height). Geometry other than the skin is the
patient's right side; the left is its mirror, x -> width - x. Nothing is read before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from msgspec import DecodeError, Meta, Struct
from msgspec.json import decode

from bodymap.core.drawing import SLUG, Fade, SheetArt, SheetError, is_scale, read_bytes, sheet_error
from bodymap.core.finding import json_problem
from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from bodymap.core.drawing_cache import DrawingCache
    from bodymap.core.state import Figure

__all__ = ["Fade", "Layer", "SheetArt", "SheetError", "SheetInfo", "SheetLibrary", "ZoneKind"]

Layer = Literal["skin", "bones", "muscles"]
ZoneKind = Literal["essential", "spillover"]

_MOST_BYTES: Final = 2_000_000
_CORRECT: Final = msg("Correct it, or install bodymap again.")
# “$” alone would let a line end pass.
_Id = Annotated[str, Meta(pattern=rf"^{SLUG}$(?!\n)", max_length=60)]
_Title = Annotated[str, Meta(min_length=1, max_length=100)]


class SheetInfo(Struct, frozen=True, kw_only=True):
    """One sheet as ``sheets.json`` lists it.

    ``patient_right`` says at which edge of the picture the patient's right is; ``None`` on a sheet that shows
    one side only, which is drawn for the right. ``units_per_cm`` is the drawing's scale. ``points`` are the ids of
    those marked on the sheet, ``zones`` of those whose referral it shows, by figure. A ``diagram`` shows no skin.
    """

    id: _Id
    title: _Title
    group: Literal["whole", "closeup"]
    symmetric: bool
    patient_right: Literal["left", "right"] | None
    units_per_cm: float
    points: dict[str, tuple[str, ...]] = {}
    zones: dict[str, tuple[str, ...]] = {}
    diagram: bool = False

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the points that are visible on this sheet, or any of their referral, for either figure."""
        return frozenset().union(*self.points.values(), *self.zones.values())


class _SheetList(Struct, frozen=True):
    version: Literal[1]
    sheets: tuple[SheetInfo, ...]


class SheetLibrary:
    """All drawings under one folder: ``sheets.json`` and ``<figure>/<sheet id>.svg``.

    Each is read once while its figure is the one that is shown. ``cache`` keeps what was found in them from one run to
    the next.
    """

    def __init__(self, svg_root: Path, cache: DrawingCache | None = None) -> None:
        self.svg_root, self.cache = svg_root, cache
        self._infos: tuple[SheetInfo, ...] | None = None
        self._shown: list[tuple[str, frozenset[str]]] | None = None
        self._arts: dict[tuple[Figure, str], SheetArt | SheetError] = {}

    @property
    def infos(self) -> tuple[SheetInfo, ...]:
        """Every sheet in the order of the strip. Raises ``SheetError`` when the list cannot be read."""
        if self._infos is None:
            self._infos = _read_list(self.svg_root / "sheets.json")
        return self._infos

    def info(self, sheet_id: str) -> SheetInfo:
        """Return one sheet's entry. Raises ``KeyError`` when no sheet has this id."""
        for info in self.infos:
            if info.id == sheet_id:
                return info
        raise KeyError(sheet_id)

    def showing(self, point_id: str) -> tuple[str, ...]:
        """Return the ids of the sheets on which a point or any of its referral is visible, reading none of them."""
        if self._shown is None:
            self._shown = [(info.id, info.shown) for info in self.infos]
        return tuple(sheet_id for sheet_id, shown in self._shown if point_id in shown)

    def path(self, figure: Figure, sheet_id: str) -> Path:
        """Return where this drawing's file is, or should be."""
        return self.svg_root / figure / f"{sheet_id}.svg"

    def is_read(self, figure: Figure, sheet_id: str) -> bool:
        """Whether ``art`` would answer from memory."""
        return (figure, sheet_id) in self._arts

    def is_near(self, figure: Figure, sheet_id: str) -> bool:
        """Whether ``art`` would answer from memory or, in all likelihood, from what an earlier run found out."""
        known = self.cache is not None and self.cache.may_know(figure, sheet_id)
        return known or self.is_read(figure, sheet_id)

    def art(self, figure: Figure, sheet_id: str) -> SheetArt:
        """Return this drawing, reading it the first time. Raises ``SheetError``, each time the same one."""
        key = (figure, sheet_id)
        found = self._arts.get(key)
        if found is None:
            try:
                found = self._read(figure, sheet_id)
            except SheetError as error:
                found = error
            self._arts[key] = found
        if isinstance(found, SheetError):
            raise found
        return found

    def _read(self, figure: Figure, sheet_id: str) -> SheetArt:
        path = self.path(figure, sheet_id)
        if self.cache is not None:
            return self.cache.read_sheet(path, figure, sheet_id)
        from bodymap.core.drawing_reader import read_sheet

        return read_sheet(path)

    def pack_steps(self) -> Iterator[None]:
        """Have the drawings that were read take less memory, a little at a time."""
        for art in list(self._arts.values()):
            if isinstance(art, SheetArt) and art.text is not None:
                yield from art.text.pack_steps()

    def let_go(self, figure: Figure, sheet_ids: Collection[str]) -> None:
        """Let go of the drawings of the other figure, but for those sheets that it would be turned to on."""
        others = [key for key in self._arts if key[0] != figure and key[1] not in sheet_ids]
        for key in others:
            if isinstance(self._arts[key], SheetArt):
                del self._arts[key]

    def forget(self) -> None:
        """Read everything anew when it is asked for next; for a file that was put right meanwhile."""
        self._infos = self._shown = None
        self._arts.clear()


def _read_list(path: Path) -> tuple[SheetInfo, ...]:
    data = read_bytes(path, _MOST_BYTES)
    try:
        sheets = decode(data, type=_SheetList).sheets
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = tr("the list of sheets is not readable ({reason})").format(reason=json_problem(error, data))
        raise sheet_error(path, "sheets", "", message) from error
    if not sheets:
        raise sheet_error(path, "sheets", "", tr("the list of sheets is empty"))
    seen: set[str] = set()
    for info in sheets:
        if info.id in seen:
            message = tr("the sheet is listed twice")
            raise sheet_error(path, info.id, "id", message, msg("Remove one of the two entries."))
        if info.symmetric != (info.patient_right is not None):
            message = tr("it must be given for a sheet that shows both sides, and for no other")
            raise sheet_error(path, info.id, "patient_right", message, _CORRECT)
        if not is_scale(info.units_per_cm):
            message = tr("no drawing has a scale like “{text}”").format(text=info.units_per_cm)
            raise sheet_error(path, info.id, "units_per_cm", message, _CORRECT)
        seen.add(info.id)
    return sheets
