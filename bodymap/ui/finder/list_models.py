"""The finder's lists as item models: each row carries what it stands for, never a record or a widget."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from bodymap.core import text
from bodymap.core.language import tr, trn
from bodymap.core.sources import sources_of
from bodymap.ui.finder.phrases import kind_name
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Condition, Muscle, Point
    from bodymap.core.search import Match
    from bodymap.core.state import Voice

RowKind = Literal["group", "muscle", "point", "condition", "region", "protocol", "note"]


class Role(IntEnum):
    """Where a row keeps what it stands for."""

    KIND = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    DETAIL = Qt.ItemDataRole.UserRole + 3
    TAG = Qt.ItemDataRole.UserRole + 4


class RowModel(QStandardItemModel):
    """A list or tree of rows that finds a row by what it stands for, however many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[tuple[str, str], QStandardItem] = {}
        self._lettered: dict[str, tuple[str, str]] = {}

    def add(self, item: QStandardItem, parent: QStandardItem | None = None) -> QStandardItem:
        """Append a row, under ``parent`` if there is one, and return it."""
        (parent or self.invisibleRootItem()).appendRow(item)
        self._items.setdefault((item.data(Role.KIND), item.data(Role.ID)), item)
        return item

    def letter(self, letters: Mapping[str, str]) -> None:
        """Show these points' letters, by their ids, and no others'."""
        for row_id, (tag, spoken) in self._lettered.items():
            item = self._items["point", row_id]
            item.setData(tag, Role.TAG)
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        self._lettered = {}
        for row_id, letter in letters.items():
            row = self._items.get(("point", row_id))
            if row is not None:
                tag, spoken = row.data(Role.TAG), row.data(Qt.ItemDataRole.AccessibleTextRole)
                self._lettered[row_id] = tag, spoken
                row.setData(f"{letter} {tag}".strip(), Role.TAG)
                row.setData(f"{letter}, {spoken}", Qt.ItemDataRole.AccessibleTextRole)

    def find(self, kind: RowKind, row_id: str) -> QModelIndex:
        """Return the row that stands for this, or an invalid index."""
        item = self._items.get((kind, row_id))
        return QModelIndex() if item is None else self.indexFromItem(item)


def _row(kind: RowKind, row_id: str, title: str, detail: str = "", tag: str = "") -> QStandardItem:
    item = QStandardItem(title)
    item.setEditable(False)
    item.setData(kind, Role.KIND)
    item.setData(row_id, Role.ID)
    item.setData(detail, Role.DETAIL)
    item.setData(tag, Role.TAG)
    spoken = ", ".join(part for part in (title, tag, detail) if part)
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(plain_tip(f"{title}\n{detail}" if detail else title))
    if kind in ("group", "note"):
        item.setSelectable(kind == "group")
    return item


def muscle_rows(index: AtlasIndex, voice: Voice) -> RowModel:
    """Return the muscles by group, each with its points."""
    model = RowModel()
    for group in index.atlas.groups:
        muscles = index.muscles_of_group(group.id)
        head = model.add(_row("group", group.id, group.name)) if muscles else None
        for muscle in muscles:
            item = model.add(_muscle_row(muscle, voice), head)
            for point in muscle.points:
                model.add(_point_row(index, point, voice), item)
    return model


def _muscle_row(muscle: Muscle, voice: Voice) -> QStandardItem:
    name = _capital(muscle.client_name) if voice == "client" else muscle.name
    return _row("muscle", muscle.id, name, _count_of(muscle))


def _count_of(muscle: Muscle) -> str:
    count = len(muscle.points)
    return trn("{count} point", "{count} points", count).format(count=count)


def _point_row(index: AtlasIndex, point: Point, voice: Voice) -> QStandardItem:
    if voice == "client":
        title = tr("Point {number}").format(number=point.label.removeprefix("TrP"))
        felt = text.region_names(index, point.referral.most, voice)
        return _row("point", point.id, title, _capital(felt))
    return _row("point", point.id, point.label, point.part)


def hurt_rows(index: AtlasIndex, voice: Voice) -> RowModel:
    """Return where and how it may hurt: the places that pain is commonly reported in and the complaints, by group."""
    model = RowModel()
    by_group: dict[str | None, list[QStandardItem]] = {}
    for region in index.atlas.regions:
        count = len(index.points_referring_to(region.code))
        if count:
            title = _capital(region.client) if voice == "client" else region.label
            points = trn("from {count} point", "from {count} points", count).format(count=count)
            by_group.setdefault(index.group_of_region(region.code), []).append(
                _row("region", region.code, title, points)
            )
    for condition in index.atlas.conditions:
        row = _row("condition", condition.id, condition.name, condition.plain, kind_name("condition"))
        by_group.setdefault(_group_of_condition(index, condition), []).append(row)
    for group in index.atlas.groups:
        rows = by_group.pop(group.id, [])
        head = model.add(_row("group", group.id, group.name)) if rows else None
        for row in rows:
            model.add(row, head)
    for rows in by_group.values():
        for row in rows:
            model.add(row)
    return model


def _group_of_condition(index: AtlasIndex, condition: Condition) -> str | None:
    """Return the part of the body that a complaint is listed in: where it is felt, or where its points lie."""
    if condition.places:
        return index.group_of_region(condition.places[0])
    points = index.points_of_condition(condition.id)
    return index.muscle_of(points[0].id).group if points else None


def source_rows(index: AtlasIndex, code: str, voice: Voice) -> RowModel:
    """Return the points that commonly refer to a region, those with an essential zone there first, ranked as ever."""
    model = RowModel()
    known, named = set(index.points_referring_to(code)), index.points_named_for(code)
    points = [point for source in sources_of(index, code) for point in source.points if point in known]
    essential = [p for p in points if index.touches(p.referral.essential, (code,))]
    spillover = [p for p in points if p not in essential]
    heads = (
        tr("Mainly felt here") if voice == "client" else tr("Essential here"),
        tr("Sometimes felt here too") if voice == "client" else tr("Spillover here"),
        tr("Named by others, not drawn") if voice == "client" else tr("Named by other texts, not drawn"),
    )
    for head, members in zip(heads, (essential, spillover, named), strict=True):
        if members:
            model.add(_row("note", "", head))
        for point in members:
            model.add(_whole_name_row(index, point, voice))
    return model


def _whole_name_row(index: AtlasIndex, point: Point, voice: Voice) -> QStandardItem:
    """Return the row of a point that does not stand under its muscle."""
    muscle = index.muscle_of(point.id)
    name = _capital(muscle.client_name) if voice == "client" else muscle.name
    label = tr("Point {number}").format(number=point.label[3:]) if voice == "client" else point.label
    return _row("point", point.id, f"{name} {label}", "" if voice == "client" else point.part)


def match_rows(index: AtlasIndex, matches: Iterable[Match], query: str, voice: Voice) -> RowModel:
    """Return search results, best first, each with the kind of thing it is."""
    model = RowModel()
    for match in matches:
        title, detail = _client_names(index, match) if voice == "client" else (match.title, match.detail)
        row = model.add(_row(match.kind, match.id, title, detail, kind_name(match.kind)))
        for point in index.points_pressed_by(match.id) if match.kind == "protocol" else ():
            model.add(_whole_name_row(index, point, voice), row)
    if not model.rowCount():
        nothing = tr("Nothing goes by “{query}”.").format(query=query)
        model.add(_row("note", "", nothing, tr("Try a muscle, a place or a complaint.")))
    return model


def _client_names(index: AtlasIndex, match: Match) -> tuple[str, str]:
    """Return title and detail of a result as a client reads them: no Latin, no labels."""
    if match.kind == "muscle":
        muscle = index.muscle(match.id)
        return _capital(muscle.client_name), _count_of(muscle)
    if match.kind == "point":
        point = index.point(match.id)
        name = _capital(text.point_name(index.muscle_of(point.id), point, "client"))
        return name, _capital(text.region_names(index, point.referral.most, "client"))
    if match.kind == "region":
        return _capital(index.region(match.id).client), ""
    if match.kind == "protocol":
        return match.title, index.protocol(match.id).client
    return match.title, match.detail


def walk(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    """Yield every row of a model, depth first."""

    def below(parent: QModelIndex) -> Iterator[QModelIndex]:
        for n in range(model.rowCount(parent)):
            row = model.index(n, 0, parent)
            yield row
            yield from below(row)

    yield from below(QModelIndex())


def row_of(index: QModelIndex | QPersistentModelIndex) -> tuple[str, str]:
    """Return kind and id of what a row stands for."""
    return index.data(Role.KIND) or "note", index.data(Role.ID) or ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
