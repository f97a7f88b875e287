"""Damaged drawings and lists of them: each is told of or drawn, in time, and nothing is read elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from bodymap import assets
from bodymap.core.rules_drawings import check_drawings
from bodymap.core.sheets import SheetError, SheetLibrary
from tests.atlas_samples import as_atlas, sample
from tests.campaign.mutants import Canary, Report, damage, hook, watched
from tests.campaign.report import dice_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_SVG: Final = "http://www.w3.org/2000/svg"
_NUMBERS: Final = (
    *(
        "nan",
        "inf",
        "-inf",
        "",
        "0",
        "-1",
        "1e300",
        "1e-300",
        "9999999999",
        "1" * 400,
        "0x10",
        "\u0661",
        "1_0",
        " ",
        "--1",
    ),
    *("99999", "-99999", "1.2.3", "."),
)
_PATHS: Final = (
    *(
        "M0 0Z5 5",
        "5 5L1 1",
        "M0 0L1",
        "Z",
        "",
        "M0,0" + "L9999,9999L-9999,-9999" * 3_000,
        "M0 0A1 1 0 0 1 5 5",
        "M1.2.3,4Z",
    ),
    *("m1 1" + "c1 1 2 2 3 3" * 500, "m0 0" + "l9999 0" * 20, "M0,0C1,1", "M" + "1," * 5_000, "M0,0" * 5_000, "MMM"),
)


def run(count: int, seed: int, first: int = 0) -> Report:
    """Try so many damaged drawings; every tenth time it is the list that is damaged."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtGui import QGuiApplication

    hook()
    held = QGuiApplication.instance() or QGuiApplication([])
    report = Report("drawings")
    before = qInstallMessageHandler(lambda *_: None)  # what Qt says of a gradient that is not there
    with TemporaryDirectory() as name, TemporaryDirectory() as elsewhere:
        folder = Path(name).resolve()
        canary = Canary(Path(elsewhere))
        (Path(elsewhere) / "picture.svg").write_text(f'<svg xmlns="{_SVG}" viewBox="0 0 9 9"/>', encoding="utf-8")
        canary.was_opened()
        bases = [_small("woman", "arm-inner"), _small("man", "back"), _small("woman", "head-side")]
        for number in range(first, first + count):
            _one(report, dice_of(seed, number), folder, number, bases, Path(elsewhere))
            if canary.was_opened():
                report.faults.append(f"mutant {number}: read a picture from elsewhere")
        canary.close()
    qInstallMessageHandler(before)
    del held
    return report


def _one(report: Report, random: Random, folder: Path, number: int, bases: list[str], elsewhere: Path) -> None:
    root = folder / f"mutant-{number}"
    (root / "woman").mkdir(parents=True)
    (root / "man").mkdir()
    listed, drawing = _LIST, random.choice(bases)
    if number % 10 == 9:
        listed = damage(
            _LIST, random, [*_NUMBERS, "[" * 3_000, '"id": "a\\u0000b",', '"id": "../x",', '"x": ' + "[" * 2_000]
        )
    else:
        drawing = _mutant(drawing, random, elsewhere)
    (root / "sheets.json").write_bytes(listed.encode("utf-8", "surrogatepass"))
    (root / "woman" / "front.svg").write_bytes(drawing.encode("utf-8", "surrogatepass"))
    (root / "man" / "front.svg").write_text(bases[0], encoding="utf-8")
    with watched(report, f"mutant-{number}", folder):
        _try(SheetLibrary(root), report, number)


def _try(library: SheetLibrary, report: Report, number: int) -> None:
    from bodymap.ui.drawing.drawings import Drawings

    lines = [str(finding) for finding in check_drawings(_ATLAS, library)]
    try:
        art = library.art("woman", library.infos[0].id)
    except SheetError as error:
        report.note("refused", [str(error), *lines], library.svg_root)
        if str(error) not in lines:
            report.faults.append(f"mutant-{number}: check does not say {error}")
        return
    report.note("told" if lines else "silent", lines, library.svg_root)
    drawings = Drawings(library)
    for element in art.shapes:
        for path in drawings.paths("woman", library.infos[0].id, element):
            path.boundingRect()
    _paint(drawings, library.infos[0].id)


def _paint(drawings: object, sheet_id: str) -> None:
    from PySide6.QtGui import QColor, QImage, QPainter

    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.painting import render_layer

    assert isinstance(drawings, Drawings)
    art = drawings.library.art("woman", sheet_id)
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(200 / art.width, 200 / art.height)
    for layer in ("skin", "muscles"):
        renderer = drawings.renderer("woman", sheet_id, layer)
        if renderer is not None:
            render_layer(painter, renderer, art)
    painter.end()


def _mutant(text: str, random: Random, elsewhere: Path) -> str:
    hostile = [
        *(f'<image href="{elsewhere}/picture.svg" width="9" height="9"/>', f'<use href="{elsewhere}/picture.svg#a"/>'),
        *(
            "<script>1</script>",
            "<foreignObject><p/></foreignObject>",
            "<g>" * 3_000,
            "<![CDATA[",
            "&lol;",
            "<!--",
            "\0",
        ),
        f"<style>@import url({elsewhere}/picture.svg);</style>",
        f'<filter><feImage href="{elsewhere}/picture.svg"/></filter>',
        f'<!DOCTYPE svg [<!ENTITY lol SYSTEM "{elsewhere}/picture.svg">]>',
        f'<?xml-stylesheet href="{elsewhere}/picture.svg"?>',
    ]
    ways: tuple[Callable[[], str], ...] = (
        lambda: damage(text, random, hostile),
        lambda: _replaced(text, r'(?<= d=")[^"]*', random, lambda d: random.choice(_PATHS)),
        lambda: _replaced(text, r'(?<= d=")[^"]*', random, lambda d: damage(d, random, list(_NUMBERS))),
        lambda: _replaced(text, _PLACE, random, lambda _: random.choice(_NUMBERS)),
        lambda: _replaced(
            text, r'(?<=[a-z0-9-]=")[^"]*(?=")', random, lambda _: random.choice((*_NUMBERS, "a\n", "url(x)"))
        ),
        lambda: _replaced(text, r"(?<=>)(?=\s*<)", random, lambda _: random.choice(hostile)),
        lambda: _replaced(
            text,
            r'viewBox="[^"]*"',
            random,
            lambda _: f'viewBox="0 0 {random.choice(_NUMBERS)} {random.choice(_NUMBERS)}"',
        ),
        lambda: f'<?xml version="1.0" encoding="{random.choice(_ENCODINGS)}"?>{text}',
        lambda: random.choice(hostile) + text,
        lambda: _replaced(text, r"<(g|path|circle)\b[^>]*>", random, lambda tag: tag.upper()),
        lambda: _replaced(text, r'<g id="(points|regions|zones)"[\s\S]*?</g>\s*(?=<g|</svg)', random, lambda _: ""),
    )
    # Half of them are such as may well be drawn, so that what comes after the reader is tried too.
    mild: tuple[Callable[[], str], ...] = (
        lambda: _replaced(text, _PLACE, random, lambda _: f"{random.uniform(-200, 9_990):.1f}"),
        lambda: _replaced(text, r"<(path|circle)\b[^>]*/>", random, lambda _: ""),
        lambda: _replaced(text, r"[CL](?=\d)", random, lambda letter: random.choice((letter.lower(), "M"))),
        lambda: _replaced(text, r"Z(?=M)", random, lambda _: ""),
        lambda: _replaced(text, r"(?<=\.)[a-z]+(?=[-.\"])", random, lambda _: random.choice(("soleus", "heel", "x"))),
    )
    return random.choice(random.choice((ways, mild)))()


def _replaced(text: str, pattern: str, random: Random, by: Callable[[str], str]) -> str:
    """Return a text with one of the places that a pattern finds replaced."""
    places = [match.span() for match in re.finditer(pattern, text)]
    if not places:
        return text
    begin, end = random.choice(places)
    return text[:begin] + by(text[begin:end]) + text[end:]


def _small(figure: str, sheet_id: str) -> str:
    """Return a shipped drawing of which little of each kind is left, so that thousands can be tried."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring((assets.svg_root() / figure / f"{sheet_id}.svg").read_text(encoding="utf-8"))  # noqa: S314
    for layer in root:
        for group in layer:
            del group[4:]
        del layer[5:]
    return ET.tostring(root, encoding="unicode")


_PLACE: Final = r"(?<=[MLC ,])-?\d+(?:\.\d)?"
_ENCODINGS: Final = ("big5", "utf-7", "foo", "hex", "idna", "rot13", "utf-16", "latin-1", "UTF-8", "")
_ATLAS: Final = as_atlas(sample())
_LIST: Final = (
    '{"version": 1, "sheets": [{"id": "front", "title": "Front", "group": "whole", "symmetric": true, '
    '"patient_right": "left", "units_per_cm": 20.0, "points": {"woman": ["soleus-1"]}, "zones": {}}]}'
)
