"""How the muscle of a lit point is inked: what fills it lies under the zones, its fibres and outline over them.

Over what is solid the dark outline alone would be a shade in a shade, so a pale line lies under it.
Under a deep one the bones show faintly between which it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtGui import QBrush, QPen

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.pieces import dying, reaches, scale_of

if TYPE_CHECKING:
    from PySide6.QtGui import QTransform

    from bodymap.core.sheets import Fade
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Pieces

Bones = Literal["all", "known", "none"]
"""Which bones are shown by a deep muscle."""
_FILLED: Final = (("belly", ink.MUSCLE, ink.MUSCLE_ALPHA), ("sheen", ink.SHEEN, 0.5), ("tendon", ink.TENDON, 0.9))
"""What a muscle is filled with, bottom first: part, colour, opacity."""
_FAINTEST: Final = 0.35
"""Fibres are a pixel wide at any size, so in a small picture they are fainter; this share of their strength is left."""


_FAINT_OUTLINE: Final = 0.6
"""The same of the outline."""


def ink_flesh(
    drawings: Drawings,
    figure: Figure,
    sheet_id: str,
    muscle_id: str,
    map_: QTransform,
    fade: Fade | None,
    *,
    bones: Bones = "all",
) -> Pieces:
    """Return what fills a muscle on a sheet, over the bones by a deep one; nothing where the sheet does not show it.

    ``fade`` is where it dies away with its drawing, in the sheet's units; what does not reach there is solid.
    ``bones``: those that are ``known`` need not be looked for.
    """
    end = _end(drawings, figure, sheet_id, muscle_id, fade)
    shown = bones == "all" or (bones == "known" and drawings.knows_bones_by(figure, sheet_id, muscle_id))
    return (_ghost(drawings, figure, sheet_id, muscle_id, map_, fade) if shown else []) + [
        (map_.map(path), dying(colour, alpha, end, map_))
        for part, colour, alpha in _FILLED
        for path in drawings.paths(figure, sheet_id, f"muscle.{muscle_id}.{part}")
    ]


def _ghost(
    drawings: Drawings, figure: Figure, sheet_id: str, muscle_id: str, map_: QTransform, fade: Fade | None
) -> Pieces:
    """Return the bones between which a deep muscle runs, faint; none of one that lies under the skin."""
    pieces: Pieces = []
    for bone in drawings.bones_by(figure, sheet_id, muscle_id):
        path, end = map_.map(bone), fade if fade and reaches(bone, fade) else None
        pieces.append((path, dying(ink.BONE, ink.GHOST_ALPHA, end, map_)))
        pieces.append((path, _pen(dying(ink.BONE_LINE, ink.GHOST_LINE_ALPHA, end, map_))))
    return pieces


def ink_fibres(
    drawings: Drawings, figure: Figure, sheet_id: str, muscle_id: str, map_: QTransform, fade: Fade | None
) -> Pieces:
    """Return the fibres and the outline of a muscle on a sheet; nothing where the sheet does not show it."""
    end = _end(drawings, figure, sheet_id, muscle_id, fade)
    seen = min(1.0, max(_FAINTEST, scale_of(map_)))
    pale = dying(ink.SHEEN, ink.PALE_ALPHA * max(seen, _FAINT_OUTLINE), end, map_)
    bellies = drawings.paths(figure, sheet_id, f"muscle.{muscle_id}.belly")
    lines: Pieces = [(map_.map(path), _pen(pale, ink.PALE_LINE)) for path in bellies]
    return lines + [
        (map_.map(path), _pen(dying(ink.MUSCLE_LINE, alpha * strength, end, map_)))
        for part, alpha, strength in (
            ("fibres", ink.FIBRE_ALPHA, seen),
            ("belly", ink.OUTLINE_ALPHA, max(seen, _FAINT_OUTLINE)),
        )
        for path in drawings.paths(figure, sheet_id, f"muscle.{muscle_id}.{part}")
    ]


def _end(drawings: Drawings, figure: Figure, sheet_id: str, muscle_id: str, fade: Fade | None) -> Fade | None:
    """Return where a muscle dies away with its drawing, if it does."""
    bellies = drawings.paths(figure, sheet_id, f"muscle.{muscle_id}.belly")
    return fade if fade and any(reaches(path, fade) for path in bellies) else None


def _pen(brush: QBrush, width: float = 1) -> QPen:
    # A width of one and cosmetic: Qt's fast path for lines.
    pen = QPen(brush, width)
    pen.setCosmetic(True)
    return pen
