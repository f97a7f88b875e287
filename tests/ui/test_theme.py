"""The palettes: every role set, and WCAG AA contrast between everything that meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.ui import theme
from bodymap.ui.theme import DARK, LIGHT, Colours

if TYPE_CHECKING:
    from bodymap.ui.main_window import MainWindow

SHADES = pytest.mark.parametrize("shade", [LIGHT, DARK], ids=lambda shade: shade.shade)
GROUNDS = ("window", "paper", "card", "raised", "hover", "wash")


def luminance(colour: str) -> float:
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@SHADES
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "pain"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_meets_aa_on_every_ground(shade: Colours, ink: str, ground: str):
    assert contrast(getattr(shade, ink), getattr(shade, ground)) >= 4.5


@SHADES
def test_text_meets_aa_on_the_special_grounds(shade: Colours):
    assert contrast(shade.ink, shade.caution_ground) >= 4.5
    assert contrast(shade.caution_ink, shade.caution_ground) >= 4.5
    assert contrast(shade.on_accent, shade.accent) >= 4.5


@SHADES
@pytest.mark.parametrize("ground", ["window", "paper", "card", "raised"])
def test_outlines_and_focus_stand_out(shade: Colours, ground: str):
    for edge in (shade.edge, shade.caution_edge, shade.focus):
        assert contrast(edge, getattr(shade, ground)) >= 3


def test_hues_stand_out_on_skin_and_carry_white_letters():
    for hue in theme.HUES:
        assert contrast(hue, theme.SKIN) >= 3
        assert contrast(hue, "#ffffff") >= 4.5


@SHADES
def test_every_role_of_every_group_is_set(shade: Colours):
    palette = theme.palette(shade)
    roles = [r for r in QPalette.ColorRole if r not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)]
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    unset = [(g, r) for g in groups for r in roles if not palette.isBrushSet(g, r)]
    assert unset == []


@SHADES
def test_the_palette_carries_the_shade(qapp, shade: Colours):
    theme.apply(qapp, shade.shade)
    assert theme.colours(QWidget()) is shade
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == shade.window
    assert qapp.palette().color(QPalette.ColorRole.Text).name() == shade.ink


@pytest.mark.parametrize(("dark", "expected"), [(True, DARK), (False, LIGHT)])
def test_system_follows_the_desktop(dark: bool, expected: Colours):
    theme.set_desktop_dark(dark)
    try:
        assert theme.resolve("system") is expected
        assert theme.resolve("light") is LIGHT
    finally:
        theme.set_desktop_dark(False)


def test_type_grows_with_the_application_font(qapp):
    small = theme.font("body").pointSizeF()
    grown = qapp.font()
    grown.setPointSizeF(grown.pointSizeF() * 2)
    qapp.setFont(grown)
    assert theme.font("body").pointSizeF() == pytest.approx(small * 2)
    assert theme.font("title").pointSizeF() > theme.font("body").pointSizeF() > theme.font("small").pointSizeF()


def test_the_bodies_are_seen_in_new_colours_before_anything_else_is(window: MainWindow, monkeypatch):
    window.stage.finish()
    window.atlas.drawings.queue.finish()
    seen: list[tuple[str, bool]] = []
    canvas, apply = window.stage.wake().canvas, theme.apply

    def watched(to, scheme):
        seen.append((canvas.painted_view.ground, canvas.is_sharp))
        apply(to, scheme)

    monkeypatch.setattr(theme, "apply", watched)
    window.presentation.use_scheme("dark")
    assert seen == [(QColor(DARK.paper).name(), True)]


def test_later_changes_of_colour_reach_the_stage_from_the_window(window: MainWindow):
    window.stage.finish()
    window.atlas.drawings.queue.finish()
    for scheme in ("dark", "light"):
        window.presentation.use_scheme(scheme)
    theme.apply(window, "dark")
    QApplication.processEvents()
    assert window.stage.wake().canvas.painted_view.ground == QColor(DARK.paper).name()
