"""Why it may help: the page with its drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from bodymap.core.guidance import in_voice
from bodymap.core.model import Picture
from bodymap.ui import theme
from bodymap.ui.hold.why import WhyDialog, WhyPage, tinted
from bodymap.ui.widgets.prose import Prose
from tests.hold_ui.test_pages import words_of

if TYPE_CHECKING:
    from tests.hold_ui.conftest import Driven


@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_why_tells_apart_what_is_explained_and_what_was_found(driven: Driven, tmp_path, voice):
    driven.window.store.speak(voice)
    driven.key(Qt.Key.Key_F8)
    dialog = driven.window.findChild(WhyDialog)
    said = words_of(dialog)
    index = driven.window.index
    for each in index.atlas.explanations:
        assert in_voice(each, voice) in said
    assert "toxin" not in said.lower()
    kinds = ("Found in studies", "Not known") if voice == "clinician" else ("What studies found", "What is not known")
    assert all(kind in said for kind in ("How sure is this?", *kinds))
    found = next(each for each in index.atlas.explanations if each.told == "found")
    assert f"{in_voice(found, voice)} (Lu et al. 2022)" in said
    dialog.save_to(tmp_path / "why.png")
    assert QImage(str(tmp_path / "why.png")).width() == 2 * dialog.page.width()
    dialog.close()


@pytest.mark.parametrize(("height", "room"), [(700, 1.0), (480, 0.0)])
def test_the_type_of_why_keeps_to_the_room(driven: Driven, height: int, room: float):
    assert driven.window.index is not None
    page = WhyPage(driven.window.index, "clinician")
    page.fit(1180, height)
    scales = {prose._type_scale for prose in page.findChildren(Prose)}
    assert len(scales) == 1
    assert (scales.pop() >= 1) == bool(room)
    page.deleteLater()


@pytest.mark.parametrize("name", get_args(Picture))
def test_every_colour_of_a_drawing_belongs_to_the_theme(name):
    import re

    from bodymap import assets

    source = (assets.root() / "why" / f"{name}.svg").read_text(encoding="utf-8")
    known = {*theme.LIGHT[1:], theme.SKIN, "#c98b7a"}
    assert set(re.findall(r"#[0-9a-f]{6}", source)) <= known
    dark = tinted(source, theme.DARK)
    assert theme.LIGHT.card not in dark
    assert "@" not in dark
