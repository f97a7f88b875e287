"""Everything that a widget says: to the eye, in a tooltip, to a screen reader, in a list, or painted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractItemView, QGraphicsView, QPlainTextEdit, QWidget

from bodymap.ui.finder.list_models import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

_SAYINGS = (
    "text", "title", "windowTitle", "toolTip", "statusTip", "whatsThis", "placeholderText",
    "accessibleName", "accessibleDescription",
)  # fmt: skip
_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole, Role.DETAIL, Role.TAG,
)  # fmt: skip


def said_by(top: QWidget) -> Iterator[tuple[str, str]]:
    """Yield who says it and what is said, for a widget and all that are in it, shown or hidden."""
    for widget in (top, *top.findChildren(QWidget)):
        yield from _said(widget)
        for action in widget.actions():
            yield from _said(action)
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((_name(widget), one) for one in _rows(widget.model(), QModelIndex()))
        elif isinstance(widget, QPlainTextEdit):
            yield _name(widget), widget.toPlainText()
        elif isinstance(widget, QGraphicsView) and widget.scene() is not None:
            for item in cast("list[Any]", widget.scene().items()):
                if hasattr(item, "toPlainText"):
                    yield _name(widget), item.toPlainText()
                elif callable(getattr(item, "text", None)):
                    yield _name(widget), str(item.text())


def _said(speaker: QWidget | QAction) -> Iterator[tuple[str, str]]:
    for name in _SAYINGS:
        asked = getattr(speaker, name, None)
        if callable(asked) and isinstance(told := asked(), str) and told:
            yield f"{_name(speaker)}.{name}", told


def _name(speaker: object) -> str:
    return type(speaker).__name__


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for n in range(model.rowCount(parent)):
        row = model.index(n, 0, parent)
        yield from (told for role in _ROLES if isinstance(told := row.data(role), str) and told)
        yield from _rows(model, row)


def note_painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that every text goes into that is painted by hand from now on."""
    painted: list[str] = []
    draw = QPainter.drawText

    def drawing(painter: QPainter, *args: object) -> object:
        painted.extend(arg for arg in args if isinstance(arg, str))
        return draw(painter, *args)  # type: ignore[call-overload] # whichever was meant

    monkeypatch.setattr(QPainter, "drawText", drawing)
    return painted
