"""The atlas as a data set of its own: tables for whoever has no program of ours, made from the same records.

Everything is the patient's right and English. Where a cell of a table has several values they are parted by ``|``.
``dataset_package`` says what each column is; ``cells`` reads the zones on the skin.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Cited

Row = tuple[object, ...]


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table as CSV; nothing is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _several(values: Iterable[object]) -> str:
    return "|".join(map(str, values))


def _cites(sources: Iterable[Cited]) -> str:
    return _several(dict.fromkeys(cited.source for cited in sources))


def _muscles(index: AtlasIndex) -> Iterator[Row]:
    for m in index.atlas.muscles:
        known = m.identifiers
        numbers = (_several(known.ta2), _several(known.fma), _several(known.uberon)) if known else ("", "", "")
        texts = (m.origin, m.insertion, _several(m.actions), m.nerve)
        yield m.id, m.name, m.client_name, m.ta2, *numbers, m.group, m.depth, *texts, _cites(m.sources)


def _points(index: AtlasIndex) -> Iterator[Row]:
    for p in index.points:
        dose: Row = ("", "", "", "", "", "", "")
        if p.pressure is not None:
            limit = "" if p.pressure.limit is None else p.pressure.limit
            dose = (p.pressure.protocol, _several(p.pressure.tools), *p.pressure.hold, *p.pressure.target, limit)
        unpressed = p.unpressed.because if p.unpressed is not None else ""
        sure = (p.evidence.confidence, "" if p.evidence.people is None else p.evidence.people, p.evidence.note)
        told = (p.find.landmarks, p.find.position, p.referral.words, p.referral.felt)
        yield p.id, index.muscle_of(p.id).id, p.label, p.part, *told, *dose, unpressed, *sure, _cites(p.sources)


def _zones(index: AtlasIndex) -> Iterator[Row]:
    for p in index.points:
        cites = _cites(p.referral.sources)
        yield from ((p.id, "essential", code, cites) for code in p.referral.essential)
        yield from ((p.id, "spillover", code, cites) for code in p.referral.spillover)
        yield from ((p.id, "elsewhere", one.region, _cites(one.sources)) for one in p.referral.elsewhere)


def _regions(index: AtlasIndex) -> Iterator[Row]:
    yield from ((r.code, r.label, r.client, r.parent or "") for r in index.atlas.regions)


def _sources(index: AtlasIndex) -> Iterator[Row]:
    yield from ((s.id, s.kind, s.authors, s.year or "", s.title, s.url) for s in index.atlas.sources)


def _conditions(index: AtlasIndex) -> Iterator[Row]:
    for c in index.atlas.conditions:
        flags = _several(c.red_flags)
        yield (
            c.id,
            c.name,
            _several(c.icd10),
            _several(c.aliases),
            c.plain,
            flags,
            _several(c.places),
            _cites(c.sources),
        )


def _goes_with(index: AtlasIndex) -> Iterator[Row]:
    for p in index.points:
        reasons = {one.condition: one for one in p.associations}
        for name in p.conditions:
            reason = reasons.get(name)
            why = "refers there" if reason is None else reason.reason
            yield p.id, name, index.grade(p, index.condition(name)), why, _cites(reason.sources) if reason else ""


def _links(index: AtlasIndex) -> Iterator[Row]:
    for p in index.points:
        for link in p.next:
            to = index.linked(link)
            if to is not None:
                muscle = index.muscle_of(to.id).id
                yield p.id, muscle, "" if link.to == muscle else to.id, link.tie, _cites(link.sources)


def _cautions(index: AtlasIndex) -> Iterator[Row]:
    for p in index.points:
        yield from ((p.id, c.structure, c.risk, c.instead, _cites(c.sources)) for c in p.cautions)


def _sites(index: AtlasIndex) -> Iterator[Row]:
    yield from ((s.id, s.name, s.client_name, s.risk, s.instead, _cites(s.sources)) for s in index.atlas.sites)


def _near_sites(index: AtlasIndex) -> Iterator[Row]:
    for p in index.points:
        yield from ((p.id, site.id, cm) for site, cm in index.sites_near(p.id))


TABLES: Final[dict[str, Callable[[AtlasIndex], Iterator[Row]]]] = {
    "muscles": _muscles,
    "points": _points,
    "zones": _zones,
    "regions": _regions,
    "sources": _sources,
    "conditions": _conditions,
    "points_conditions": _goes_with,
    "links": _links,
    "cautions": _cautions,
    "sites": _sites,
    "points_sites": _near_sites,
}
"""The tables that are made from records, by their names, in an order in which what is referred to may come later."""
