"""The atlas as one page to print: every point with its picture, its words in both voices, its sources and findings.

Nothing in it lies elsewhere, so that it can be sent and kept. It is made piece by piece: a whole one is large.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Final

from bodymap.core import text
from bodymap.core.blocks import Cautions, Facts, plain_lines
from bodymap.core.language import code, tr, trn
from bodymap.core.sections import SECTIONS
from bodymap.core.telling import telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bodymap.core.blocks import Block
    from bodymap.core.finding import Finding
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.text import Voice

    Picture = tuple[str, bytes]
    Pictured = Callable[[Point], Iterable[Picture]]

_STYLE: Final = (
    "body{font:10.5pt/1.4 Georgia,serif;max-width:19cm;margin:1cm auto;color:#16120f}"
    "h1,h2,h3{font-weight:normal;line-height:1.2}h2{margin:0}h3{font:bold 9.5pt/1.3 sans-serif;margin:.9em 0 .2em}"
    "p,ul{margin:.2em 0}.soft{color:#5b463a}small,.soft{font-size:9pt}"
    "img{width:100%;border:1px solid #d9d2c3}"
    "section{break-before:page;border-top:2px solid #16120f;padding-top:.4cm;margin-top:1cm}"
    ".care{border:1.5px solid #a56a00;padding:.1em .6em}.found{border:2px dashed #16120f;padding:.1em .6em}"
    ".voices{columns:2;column-gap:.7cm}h3{break-after:avoid}"
    ".signed{margin-top:1em;border-top:1px solid #d9d2c3;padding-top:.4em;font:9.5pt sans-serif}"
    "nav{columns:3;font-size:9pt}a{color:inherit}@media print{nav a{text-decoration:none}section{border-top:0}}"
)

_ALIKE: Final = frozenset({"steps"})
"""What is said of every point alike, and would fill a page of each."""


def report(index: AtlasIndex, findings: Sequence[Finding], pictured: Pictured, version: str, day: str) -> Iterator[str]:
    """Yield the page piece by piece; ``pictured`` draws a point for each figure, ``day`` is the date of today."""
    by_record: dict[str, list[Finding]] = {}
    for finding in findings:
        by_record.setdefault(finding.record, []).append(finding)
    title = tr("The atlas of bodymap, point by point")
    yield f'<!DOCTYPE html>\n<html lang="{code()}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f"<style>{_STYLE}</style></head><body>\n<h1>{escape(title)}</h1>\n"
    yield from _front(index, findings, version, day)
    told = {index.muscle_of(point.id).id for point in index.points} | {point.id for point in index.points}
    other = [finding for finding in findings if finding.record not in told]
    yield from _found(tr("Findings on no single point"), other)
    for muscle in index.atlas.muscles:
        for point in muscle.points:
            own = [*by_record.get(point.id, ()), *(by_record.get(muscle.id, ()) if point is muscle.points[0] else ())]
            yield from _point(index, point, own, pictured)
    yield "</body></html>\n"


def _front(index: AtlasIndex, findings: Sequence[Finding], version: str, day: str) -> Iterator[str]:
    counted = (
        trn("{count} muscle", "{count} muscles", len(index.atlas.muscles)).format(count=len(index.atlas.muscles)),
        trn("{count} point", "{count} points", len(index.points)).format(count=len(index.points)),
        trn("{count} finding", "{count} findings", len(findings)).format(count=len(findings)),
    )
    yield _paragraph(f"bodymap {version} · {day} · {', '.join(counted)}", "soft")
    yield _paragraph(
        tr(
            "Every picture shows the patient's right, as the program draws it: woman, man. "
            "A line below each point is for whoever read it against the sources."
        )
    )
    yield "<nav>"
    for group in index.atlas.groups:
        yield f"<p><b>{escape(group.name)}</b></p>"
        for muscle in index.muscles_of_group(group.id):
            links = " ".join(f'<a href="#{point.id}">{text.number_of(point)}</a>' for point in muscle.points)
            yield f"<p>{escape(muscle.name)} {links}</p>"
    yield "</nav>\n"


def _point(index: AtlasIndex, point: Point, findings: Sequence[Finding], pictured: Pictured) -> Iterator[str]:
    muscle = index.muscle_of(point.id)
    yield f'<section id="{point.id}"><h2>{escape(text.point_title(muscle, point))}</h2>\n'
    yield _paragraph(f"{muscle.ta2} · {point.part} · {point.id}", "soft")
    for kind, picture in pictured(point):
        yield f'<img alt="{escape(point.referral.words)}" src="data:{kind};base64,{b64encode(picture).decode()}">'
    yield from _found(tr("Findings"), findings)
    yield '\n<div class="voices">'
    voices: tuple[Voice, ...] = ("clinician", "client")
    for voice in voices:
        if voice == "client":
            yield f"<div><h3>{escape(tr('In the client’s words'))}</h3></div>"
        told = telling(index, point, voice)
        for section in SECTIONS:
            blocks = () if section.id in _ALIKE else section.blocks(told)
            if not blocks:
                continue
            care = any(isinstance(block, Cautions) for block in blocks)
            yield f"<div{' class=care' if care else ''}><h3>{escape(section.heading.to(voice))}</h3>"
            yield from (line for block in blocks for line in _block(block))
            yield "</div>"
    yield "</div>"
    signed = tr("Read against the sources by: ____________________  on: ______________  right ☐  to be mended ☐")
    yield f'<p class="signed">{escape(signed)}</p></section>\n'


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Facts):
        for label, said in block.pairs:
            if said:
                lines = "<br>".join(escape(line) for line in said.splitlines())
                yield f"<p><span class=soft>{escape(label)}</span> {lines}</p>"
        return
    yield from (_paragraph(line) for line in plain_lines(block))


def _found(heading: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f'<div class="found"><h3>{escape(heading)}</h3>'
        yield from (_paragraph(str(finding)) for finding in findings)
        yield "</div>"


def _paragraph(words: str, kind: str = "") -> str:
    return f"<p{f' class={kind}' if kind else ''}>{escape(words)}</p>"
