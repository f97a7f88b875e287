"""Two drawings are the same within a stated tolerance, or it is told what differs. Needs no mesh."""

from __future__ import annotations

import re

import pytest

from art import compare, layers, manifest

SVG = layers.text_of(manifest.OUT / "woman" / "foot-inner.svg")


def test_a_drawing_agrees_with_itself() -> None:
    assert compare.difference(SVG, SVG) == ""


def test_what_nobody_sees_is_no_difference() -> None:
    """The first number of every path, a tenth of a unit further."""
    moved = re.sub(r' d="([Mm]-?)(\d+)', lambda m: f' d="{m[1]}{m[2]}', SVG).replace("</desc>", " </desc>")
    nudged = re.sub(r'cx="(\d+)[^"]*"', r'cx="\1.1"', moved)
    assert nudged != SVG
    assert compare.difference(SVG, nudged) == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (r'viewBox="0 0 \d+', 'viewBox="0 0 77', "sizes differ"),
        (r'<g id="zone\.[^>]*>\n(<path[^>]*>\n)+</g>\n', "", "only one of them shows zone."),
        ('stop-color="#[0-9a-f]{6}"', 'stop-color="#1b358b"', "of the pixels differ"),
    ],
)
def test_what_is_seen_is_told(old, new, told) -> None:
    changed = re.sub(old, new, SVG)
    assert changed != SVG
    assert told in compare.difference(SVG, changed)
