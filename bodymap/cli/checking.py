"""``bodymap check``: the atlas, the drawings and the packs against every rule."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from bodymap import assets
from bodymap.core.language import tr, trn
from bodymap.outcome import BROKEN, DONE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

    from bodymap.core.finding import Finding

_MOST_FINDINGS: Final = 1000
"""``check`` prints so many findings, and of the others how many there are."""


def _counted(muscles: int, points: int, findings: int) -> str:
    """Return how much was checked and found, in a line."""
    return tr("{muscles}, {points}: {findings}.").format(
        muscles=trn("{count} muscle", "{count} muscles", muscles).format(count=muscles),
        points=trn("{count} point", "{count} points", points).format(count=points),
        findings=trn("{count} finding", "{count} findings", findings).format(count=findings)
        if findings
        else tr("no findings"),
    )


def check(options: argparse.Namespace) -> int:
    """Print what is wrong with the atlas, its translations, the drawings and the packs, and how much was checked."""
    from bodymap.core.finding import AtlasError
    from bodymap.core.loading import load_atlas
    from bodymap.core.overlay import overlays_beside, translated
    from bodymap.core.packs import is_pack, merge, pack_findings, read_packs
    from bodymap.core.rules import check_atlas
    from bodymap.core.rules_areas import check_areas
    from bodymap.core.rules_drawings import check_drawings
    from bodymap.core.sheets import SheetLibrary
    from bodymap.core.user_files import pack_files

    file: Path | None = options.file
    if options.report is not None:
        from bodymap.cli.reporting import look_before

        look_before(options.report)
    packs = read_packs(pack_files() if file is None else [file] if is_pack(file) else [])
    path = assets.points_path() if file is None or packs else file
    library = SheetLibrary(assets.svg_root())
    try:
        loaded = load_atlas(path)
    except AtlasError as error:
        print(error.finding)
        return BROKEN
    own: Iterable[Finding] = ()
    notes: list[Finding] = []
    if file is None or not packs:
        in_words = [translated(loaded.atlas, overlay) for overlay in overlays_beside(path)]
        notes = [note for each in in_words for note in each.notes]
        own = chain(
            loaded.findings,
            check_atlas(loaded.atlas, path.name),
            *(each.findings for each in in_words),
            check_drawings(loaded.atlas, library),
            check_areas(loaded.atlas, assets.skin_root()),
        )
    findings: Iterable[Finding] = chain(own, pack_findings(loaded.atlas, packs))
    if options.report is not None:
        findings = list(findings)
    found = _print_findings(findings)
    for note in notes:
        print(note)
    merged = merge(loaded.atlas, packs)
    points = [point.id for muscle in merged.atlas.muscles for point in muscle.points]
    for point_id in points:
        if point_id in merged.origins and not library.showing(point_id):
            said = tr("{pack}: {point}: it has no drawing, and is listed and shown in words.")
            print(said.format(pack=merged.origins[point_id], point=point_id))
    if options.report is not None:
        from bodymap.cli.reporting import write_report

        print(write_report(options.report, replace(merged, nearness=loaded.nearness), [*findings], library))
    print(_counted(len(merged.atlas.muscles), len(points), found), file=sys.stderr)
    return BROKEN if found else DONE


def _print_findings(findings: Iterable[Finding]) -> int:
    """Print the first thousand, and of the others how many there are; return how many there are in all."""
    count = 0
    for finding in findings:
        count += 1
        if count <= _MOST_FINDINGS:
            print(finding)
    if count > _MOST_FINDINGS:
        more = count - _MOST_FINDINGS
        print(trn("… and {count} more.", "… and {count} more.", more).format(count=more))
    return count
