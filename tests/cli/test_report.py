"""``bodymap check --report``: one page with everything in it, whole or not at all."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from bodymap import cli
from bodymap.core.finding import Finding
from bodymap.core.index import AtlasIndex
from bodymap.core.report import report
from bodymap.core.sheets import SheetLibrary
from bodymap.ui.export.report_pictures import Pictures
from tests import drawn
from tests.atlas_samples import SAMPLE, as_atlas

if TYPE_CHECKING:
    from pathlib import Path

DOT = "image/png", b"\x89PNG"


class _Reader(HTMLParser):
    """What a page asks of elsewhere, which of its elements are open, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("img", "meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_every_point_is_there_with_picture_words_sources_and_findings() -> None:
    index = AtlasIndex(as_atlas(SAMPLE))
    found = [
        Finding("points.json", one, "find", f"wrong <{one}>", "Mend it.") for one in ("soleus-1", "soleus", "scale")
    ]
    page = "".join(report(index, found, lambda point: [DOT, DOT], "0.1", "2026-11-29"))
    reader = _Reader()
    reader.feed(page)
    assert reader.open == []
    assert all(one.startswith(("data:image/png;base64,", "#")) for one in reader.asked), "nothing lies elsewhere"
    words = " ".join(reader.words)
    for point in index.points:
        assert f'<section id="{point.id}">' in page
        for said in (point.find.landmarks, point.referral.words, point.referral.client, point.cautions[0].client):
            assert said in words
    assert "ch. 22" in words
    assert words.index("wrong <scale>") < words.index("Infraspinatus TrP1")
    assert words.index("Soleus TrP1") < words.index("wrong <soleus-1>") < words.index("wrong <soleus>")
    assert page.count("<img") == 2 * len(index.points)


def test_a_point_has_a_picture_where_it_is_drawn(tmp_path: Path) -> None:
    index = AtlasIndex(as_atlas(SAMPLE))
    pictures = Pictures(index, SheetLibrary(drawn.write(tmp_path / "svg")))
    shown = {point.id: pictures.of(point, "woman") for point in index.points}
    assert all(one is None or one[1].startswith((b"\xff\xd8", b"\x89PNG")) for one in shown.values())
    (tmp_path / "svg" / "sheets.json").write_text("{")
    assert Pictures(index, SheetLibrary(tmp_path / "svg")).of(index.points[0], "man") is None


@pytest.mark.parametrize("name", ["page.txt", "none/page.html"])
def test_what_cannot_be_put_there_is_refused_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert cli.run(["check", "--report", str(tmp_path / name)]) == 2
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_written_with_its_size_stated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pictures, "of", lambda self, point, figure: DOT)
    monkeypatch.setattr("bodymap.core.rules_drawings.check_drawings", lambda atlas, library: iter(()))
    atlas = tmp_path / "points.json"
    atlas.write_text(json.dumps(SAMPLE))
    page = tmp_path / "page.html"
    assert cli.run(["check", str(atlas), "--report", str(page)]) == 0
    assert page.read_text(encoding="utf-8").endswith("</body></html>\n")
    assert f"{page}: 0." in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "points.json"]
