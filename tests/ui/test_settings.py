from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from bodymap.core.presentation import Presentation, Scheme
from bodymap.core.state import State
from bodymap.ui.settings import window as window_settings
from bodymap.ui.settings.settings import Settings
from bodymap.ui.settings.state import (
    PRESENTATION_SETTINGS,
    STATE_SETTINGS,
    remember,
    remembered_presentation,
    remembered_state,
)
from bodymap.ui.settings.window import WINDOW_SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

UNUSUAL = State(
    figure="man",
    side="both",
    layers=frozenset({"points"}),
    voice="client",
)
DARK_AND_STILL = Presentation(scheme="dark", reduce_motion=True)
ALL_ROWS = (*WINDOW_SETTINGS, *STATE_SETTINGS.values(), *PRESENTATION_SETTINGS.values())


def test_a_state_survives_the_file(settings_path: Path):
    first = Settings(settings_path)
    remember(first, UNUSUAL, DARK_AND_STILL)
    first.put(window_settings.FINDER_WIDTH, 333)
    first.save()
    again = Settings(settings_path)
    assert remembered_state(again) == UNUSUAL
    assert remembered_presentation(again) == DARK_AND_STILL
    assert again.get(window_settings.FINDER_WIDTH) == 333


def test_without_a_file_everything_is_as_a_new_state(settings_path: Path):
    assert remembered_state(Settings(settings_path)) == State()


@pytest.mark.parametrize("content", ["", "\x00\xff garbage", "[body\nfigure=", "[body]\nfigure=robot\nside=\n"])
def test_a_corrupted_file_falls_back(settings_path: Path, content: str):
    settings_path.write_text(content, encoding="utf-8")
    assert remembered_state(Settings(settings_path)) == State()


def test_a_bad_value_costs_only_itself(settings_path: Path):
    settings_path.write_text("[body]\nfigure=robot\nside=left\n[window]\nfinder_width=-5\npanel_width=410\n")
    settings = Settings(settings_path)
    assert remembered_state(settings) == State(side="left")
    assert settings.get(window_settings.FINDER_WIDTH) == 0
    assert settings.get(window_settings.PANEL_WIDTH) == 410


@pytest.mark.parametrize("damage", ['figure="x', 'figure=man"', "figure=man\\", '"', 'figure="x\\"'])
def test_a_stray_quote_costs_only_its_own_line(settings_path: Path, damage: str):
    settings_path.write_text(f"[body]\n{damage}\nside=left\n[look]\nscheme=dark\n[window]\npanel_width=410\n")
    settings = Settings(settings_path)
    assert remembered_state(settings) == State(side="left")
    assert remembered_presentation(settings).scheme == "dark"
    assert settings.get(window_settings.PANEL_WIDTH) == 410
    settings.put(window_settings.PANEL_WIDTH, 411)
    settings.save()
    assert Settings(settings_path).get(window_settings.PANEL_WIDTH) == 411


def test_a_sound_file_is_not_touched(settings_path: Path):
    settings_path.write_text('[body]\nside=left\nother="a, b \\" c"\nmore=x\\\\\n')
    before = settings_path.stat().st_mtime_ns, settings_path.read_bytes()
    assert remembered_state(Settings(settings_path)) == State(side="left")
    assert (settings_path.stat().st_mtime_ns, settings_path.read_bytes()) == before


@pytest.mark.parametrize("row", ALL_ROWS, ids=lambda row: row.key)
def test_each_row_reads_what_it_writes(row):
    assert row.parse(row.text(row.default)) == row.default
    with pytest.raises(ValueError, match=r".*"):
        row.parse("no such value")


def test_keys_are_unique():
    assert len({row.key for row in ALL_ROWS}) == len(ALL_ROWS)


def test_every_scheme_of_the_state_can_be_remembered():
    for scheme in get_args(Scheme):
        assert window_settings.SCHEME.parse(scheme) == scheme


def test_an_unwritable_place_is_no_error(tmp_path: Path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    settings = Settings(blocker / "bodymap.ini")
    settings.put(window_settings.WIDTH, 900)
    settings.save()
    assert blocker.read_text() == ""
