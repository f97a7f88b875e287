"""A page that is too low for all that is on it: the gaps become narrow, then parts go, the least needed first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout, QWidget

GAP: Final = 8
_LEAST_GAP: Final = 3
"""Between the parts of a page, in pixels: usually, and on a low one."""


class GiveWay:
    """Keeps what must stay in its place, STOP first of all, by letting other parts of a column go.

    Args:
        page: the page whose height there is.
        column: its parts, one under the other.
        parts: returns those that may go, the least needed first; each a widget of its own in the column.

    """

    def __init__(self, page: QWidget, column: QVBoxLayout, parts: Callable[[], list[QWidget]]) -> None:
        self._page, self._column, self._parts = page, column, parts
        self._gone: list[QWidget] = []
        self._gap = 0
        self._set_gap(GAP)

    def fit(self) -> None:
        """Let go what there is no room for, and bring back what there is room for again."""
        parts = self._parts()
        away = [part for part in self._gone if part in parts and part.isHidden()]
        shown = [part for part in parts if part in away or not part.isHidden()]
        rows = self._column.count() + 1
        column, width = self._column, self._page.width()
        wraps = column.hasHeightForWidth()
        need = column.minimumHeightForWidth(width) if wraps else column.minimumSize().height()
        need -= rows * self._gap
        # What is brought back needs its height again: with it the answer does not depend on what is away now.
        need += sum(self._least_height(part) for part in away)
        room = self._page.height()
        gap = GAP if need + rows * GAP <= room else _LEAST_GAP
        self._set_gap(gap)
        self._gone = []
        for part in shown:
            fits = need + rows * gap <= room
            if not fits:
                need -= self._least_height(part)
                self._gone.append(part)
            if fits == part.isHidden():
                part.setVisible(fits)
        # At once: until the layout has had its turn, what has grown would lie on STOP.
        column.activate()

    def _set_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self._column.setSpacing(gap)
            self._column.setContentsMargins(16, gap + 2, 16, gap + 4)

    def _least_height(self, part: QWidget) -> int:
        margins = self._column.contentsMargins()
        width = self._page.width() - margins.left() - margins.right()
        wrapped = part.heightForWidth(width) if part.hasHeightForWidth() else 0
        return max(wrapped, part.minimumSizeHint().height(), part.minimumHeight())
