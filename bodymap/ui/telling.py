"""A library of drawings that tells what is wrong with a drawing when it is first read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.sheets import SheetArt, SheetError, SheetLibrary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bodymap.core.drawing_cache import DrawingCache
    from bodymap.core.state import Figure


class TellingLibrary(SheetLibrary):
    """Calls ``tell`` once for each drawing that cannot be used; readers get the error as always."""

    def __init__(self, svg_root: Path, tell: Callable[[SheetError], None], cache: DrawingCache | None = None) -> None:
        super().__init__(svg_root, cache)
        self._tell = tell
        self._told: set[tuple[Figure, str]] = set()

    def art(self, figure: Figure, sheet_id: str) -> SheetArt:
        """Return a drawing. Raises ``SheetError`` when it cannot be used."""
        try:
            return super().art(figure, sheet_id)
        except SheetError as error:
            if (figure, sheet_id) not in self._told:
                self._told.add((figure, sheet_id))
                self._tell(error)
            raise
