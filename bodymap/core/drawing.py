"""One drawing as the program knows it, and what is said of one that cannot be used."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from stat import S_ISREG
from struct import iter_unpack, pack
from sys import intern
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from bodymap.core.finding import Finding
from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bodymap.core.pathdata import Outline

Line = tuple[float, float, float, float]
"""From x, y to x, y, in a drawing's own units."""
Depth = Literal["superficial", "intermediate", "deep"]

MOST_BYTES: Final = 8_000_000
"""No drawing is larger, at many times the outlines of today's."""
_SPAN: Final = "=II"
_PIECE: Final = 32_768
"""So many bytes are packed together."""
UNITS_PER_CM: Final = (1.0, 200.0)
SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
REINSTALL: Final = msg("Put the drawing back, or install bodymap again.")


class SheetError(Exception):
    """A drawing cannot be used; ``finding`` names file, element and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def sheet_error(path: Path, element: str, field: str, message: str, advice: str = REINSTALL) -> SheetError:
    """Return what is to be raised about a drawing or the list of them."""
    return SheetError(Finding(str(path), element, field, message, tr(advice)))


class Fade(Struct, frozen=True):
    """How something dies away along a line, at one end or at both: share of the way, share of its strength."""

    line: Line
    stops: tuple[tuple[float, float], ...]


class Contents(Struct, frozen=True):
    """What a drawing was found to hold, and where in its file: enough to use it without reading it again.

    Attributes:
        fineness: so many of the units that paths are written in are one of the drawing's.
        shapes: where the data of each path begins and ends, by element, outermost first, as ``packed_spans`` has it.
        layers: where the groups begin and end that are shown as pictures.
        head: where the first group begins; before it stands what all of them need.

    The others are those of ``SheetArt``.

    """

    width: float
    height: float
    units_per_cm: float
    fineness: int
    shapes: dict[str, bytes]
    points: dict[str, tuple[float, float]]
    depths: dict[str, str]
    layers: dict[str, tuple[int, int]]
    head: int
    fade: Fade | None
    bones: dict[str, bytes]
    landmarks: dict[str, tuple[float, float]]


def packed_spans(spans: Mapping[str, Iterable[tuple[int, int]]]) -> dict[str, bytes]:
    """Return where paths begin and end, by element, in a fifteenth of the memory that as many tuples take."""
    return {element: b"".join(pack(_SPAN, *span) for span in each) for element, each in spans.items()}


class DrawingText:
    """What stands in the file of a drawing. Packed it takes a third of the memory, and a little longer to cut from."""

    def __init__(self, data: bytes) -> None:
        self._plain: bytes | None = data
        self._pieces: tuple[bytes, ...] = ()
        self._last = -1, b""

    def pack_steps(self) -> Iterator[None]:
        """Pack what is not packed yet, a little at a time, and let go of the piece that was cut from last."""
        data = self._plain
        self._last = -1, b""
        if data is None:
            return
        pieces = []
        for at in range(0, len(data), _PIECE):
            pieces.append(zlib.compress(data[at : at + _PIECE], 6))
            yield
        self._pieces, self._plain = tuple(pieces), None

    def cut(self, begin: int, end: int) -> bytes:
        """Return what stands from one place to another."""
        if self._plain is not None:
            return self._plain[begin:end]
        first = begin // _PIECE
        pieces = b"".join(map(self._piece, range(first, (end - 1) // _PIECE + 1)))
        return pieces[begin - first * _PIECE : end - first * _PIECE]

    def _piece(self, number: int) -> bytes:
        # Elements are asked for in the order of the file, many from one piece.
        if self._last[0] != number:
            self._last = number, zlib.decompress(self._pieces[number])
        return self._last[1]


class _Shapes(Mapping[str, "tuple[Outline, ...]"]):
    """The outlines of a drawing, each cut from its file when it is asked for."""

    def __init__(self, text: DrawingText, spans: dict[str, bytes], fineness: int) -> None:
        self._text, self._fineness = text, fineness
        # The same few hundred names are on every sheet.
        self._spans = {intern(element): each for element, each in spans.items()}

    def __getitem__(self, element: str) -> tuple[Outline, ...]:
        from bodymap.core.pathdata import Outline

        cut, fineness = self._text.cut, self._fineness
        return tuple(Outline(cut(begin, end), fineness) for begin, end in iter_unpack(_SPAN, self._spans[element]))

    def __contains__(self, element: object) -> bool:
        # By default a mapping cuts out what it is asked for to see whether it is there.
        return element in self._spans

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


class _Pictures(Mapping[str, bytes]):
    """The layers of a drawing, each an SVG document of its own, put together when it is asked for."""

    def __init__(self, text: DrawingText, layers: dict[str, tuple[int, int]], head: int) -> None:
        self._text, self._layers, self._head = text, layers, head

    def __getitem__(self, layer: str) -> bytes:
        group = self._text.cut(*self._layers[layer])
        opening, rest = group[: group.index(b">")], group[group.index(b">") :]
        # What a viewer of the file hides at first is painted when it is asked for.
        shown = opening.replace(b' display="none"', b"")
        return self._text.cut(0, self._head) + shown + rest + b"</svg>"

    def __iter__(self) -> Iterator[str]:
        return iter(self._layers)

    def __len__(self) -> int:
        return len(self._layers)


class SheetArt(Struct, frozen=True):
    """One drawing of one figure.

    Attributes:
        width: of the drawing, in its own units.
        height: of the drawing, in its own units.
        units_per_cm: how many of those units are a centimetre of the body.
        shapes: paths by element, outermost first: ``region.<code>``, ``zone.<point id>.essential``,
            ``zone.<point id>.spillover``, ``muscle.<id>.belly``, ``muscle.<id>.fibres``, ``muscle.<id>.tendon``.
        points: centre of each point, by point id, on the patient's right side.
        depths: ``superficial`` or ``deep`` and the like, by muscle id.
        pictures: the skin, the bones and the muscles, each as an SVG document of its own.
        bones: what of each bone can be seen, by its id, on both sides of the body.
        landmarks: where a hand finds bone under the skin, by the landmark's id, on the patient's right side.
        fade: how what lies on it dies away with a drawing that runs on.
        known_by: what tells this drawing, as this version of the program reads it, from every other; empty where
            nothing of it is kept.
        text: of the file that the shapes and pictures are cut from.

    """

    width: float
    height: float
    units_per_cm: float
    shapes: Mapping[str, tuple[Outline, ...]]
    points: Mapping[str, tuple[float, float]]
    depths: Mapping[str, str]
    pictures: Mapping[str, bytes]
    bones: Mapping[str, tuple[Outline, ...]]
    landmarks: Mapping[str, tuple[float, float]]
    fade: Fade | None = None
    known_by: bytes = b""
    text: DrawingText | None = None

    def shows_zone(self, point_id: str) -> bool:
        """Whether any of this point's referral is visible on this sheet."""
        return f"zone.{point_id}.essential" in self.shapes or f"zone.{point_id}.spillover" in self.shapes


def art_of(contents: Contents, data: bytes, known_by: bytes = b"") -> SheetArt:
    """Return a drawing by what was found in it; ``data`` is its file."""
    text = DrawingText(data)
    return SheetArt(
        width=contents.width,
        height=contents.height,
        units_per_cm=contents.units_per_cm,
        shapes=_Shapes(text, contents.shapes, contents.fineness),
        points=contents.points,
        depths=contents.depths,
        pictures=_Pictures(text, contents.layers, contents.head),
        bones=_Shapes(text, contents.bones, contents.fineness),
        landmarks=contents.landmarks,
        fade=contents.fade,
        known_by=known_by,
        text=text,
    )


def read_bytes(path: Path, most: int) -> bytes:
    """Return what is in a file of at most so many bytes. Raises ``SheetError``."""
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):  # opening a pipe would wait for ever
            raise sheet_error(path, "", "", tr("this is no file"))
        if state.st_size > most:
            raise sheet_error(path, "", "", tr("the file is far larger than it can be"))
        return path.read_bytes()
    except FileNotFoundError:
        raise sheet_error(path, "", "", tr("the file is missing")) from None
    except OSError as error:
        message = tr("the file cannot be read ({reason})").format(reason=error.strerror)
        raise sheet_error(path, "", "", message, msg("Check its permissions.")) from error


def is_scale(units_per_cm: float) -> bool:
    """Whether a drawing may have so many units to a centimetre."""
    return UNITS_PER_CM[0] <= units_per_cm <= UNITS_PER_CM[1]
