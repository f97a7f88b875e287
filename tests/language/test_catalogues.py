"""The catalogues and overlays that are shipped: whole, true to the code, and compiled."""

from __future__ import annotations

import gettext
import json
import re
from typing import Any

import pytest

from bodymap import assets
from bodymap.core.language import DOMAIN
from bodymap.core.loading import load_atlas
from bodymap.core.overlay import overlay_beside, overlays_beside, texts, translated
from tests.language.tool import translations

LANGUAGES = sorted(path.name for path in assets.translations_root().iterdir())
_PLACEHOLDER = re.compile(r"\{\w+(?::[^}]*)?\}|%\(\w+\)[sr]|%[sr]")
_SAME = {"number": "{count}"}


def forms(message: Any) -> list[tuple[str, str]]:
    """Return each English form of a message with its translation."""
    if isinstance(message.id, tuple):
        return list(zip((message.id[0], *[message.id[1]] * (len(message.string) - 1)), message.string, strict=True))
    return [(message.id, message.string)]


def test_german_is_there() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(language: str) -> None:
    """A text that was changed, added or taken away wants ``make translations``."""
    in_code = {(m.context, m.id) for m in translations.collected() if m.id}
    in_catalogue = {(m.context, m.id) for m in translations.read(language) if m.id}
    assert in_catalogue - in_code == set()
    assert in_code - in_catalogue == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in translations.read(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for english, other in forms(message):
            assert other, english
            wanted, found = sorted(_PLACEHOLDER.findall(english)), sorted(_PLACEHOLDER.findall(other))
            # A form for one may say "one" in words, and a form for many may count.
            spare = [_SAME["number"]] if isinstance(message.id, tuple) else []
            assert set(wanted) - set(found) <= set(spare), english
            assert set(found) - set(wanted) <= set(spare), english
            assert english[:1].isspace() == other[:1].isspace(), english
            assert english[-1:].isspace() == other[-1:].isspace(), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = gettext.translation(DOMAIN, assets.translations_root(), [language])
    for message in translations.read(language):
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            for count in (1, 2, 7):
                assert compiled.ngettext(message.id[0], message.id[1], count) in message.string
        elif message.context:
            assert compiled.pgettext(message.context, message.id) == message.string
        else:
            assert compiled.gettext(message.id) == message.string


def test_an_overlay_has_no_unknown_no_stale_and_no_missing_text() -> None:
    atlas = load_atlas(assets.points_path()).atlas
    paths = overlays_beside(assets.points_path())
    assert overlay_beside(assets.points_path(), "de") in paths
    for path in paths:
        told = translated(atlas, path)
        assert (told.findings, told.notes) == ((), ())


def test_no_text_of_the_atlas_is_without_german() -> None:
    """A record that an overlay has not begun is English without a note, so that a new muscle could stay so unseen."""
    atlas = load_atlas(assets.points_path()).atlas
    german = json.loads(overlay_beside(assets.points_path(), "de").read_text(encoding="utf-8"))["records"]
    left = [(name, path) for name, path, _text in texts(atlas) if path not in german.get(name, {})]
    assert left == []
    sentences = [
        (name, path, text) for name, path, text in texts(atlas) if isinstance(text, str) and len(text.split()) > 4
    ]
    copied = [(name, path) for name, path, text in sentences if german[name][path]["says"] == text]
    assert copied == []


def test_doses_and_ids_are_not_touched_by_a_translation() -> None:
    atlas = load_atlas(assets.points_path()).atlas
    german = translated(atlas, overlay_beside(assets.points_path(), "de")).atlas
    for one, other in zip(atlas.muscles, german.muscles, strict=True):
        assert (one.id, one.ta2, one.group, one.depth, one.sources) == (
            other.id, other.ta2, other.group, other.depth, other.sources,
        )  # fmt: skip
        for point, same in zip(one.points, other.points, strict=True):
            doses = [
                None if one is None else (one.hold, one.target, one.limit) for one in (point.pressure, same.pressure)
            ]
            assert doses[0] == doses[1]
            assert (point.referral.essential, point.referral.spillover) == (
                same.referral.essential, same.referral.spillover,
            )  # fmt: skip
            assert len(point.cautions) == len(same.cautions)
            assert (point.id, point.label, point.conditions) == (same.id, same.label, same.conditions)


def test_figures_in_a_text_are_those_of_the_english() -> None:
    """A dose or a number of people that was mistyped in a translation."""
    atlas = load_atlas(assets.points_path()).atlas
    german = translated(atlas, overlay_beside(assets.points_path(), "de")).atlas
    wrong = [
        (name, path)
        for (name, path, english), (_, _, says) in zip(texts(atlas), texts(german), strict=True)
        if isinstance(english, str) and _figures(english) != _figures(str(says))
    ]
    assert wrong == []


def test_no_red_flag_complaint_or_look_alike_is_lost_in_a_list() -> None:
    """Other names may be fewer or more in another language; what is told of a client may not."""
    atlas = load_atlas(assets.points_path()).atlas
    german = translated(atlas, overlay_beside(assets.points_path(), "de")).atlas
    wrong = [
        (name, path)
        for (name, path, english), (_, _, says) in zip(texts(atlas), texts(german), strict=True)
        if path in ("red_flags", "sensations", "mistaken_for", "actions")
        and [_figures(one) for one in english] != [_figures(one) for one in says]
    ]
    assert wrong == []


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", ".", text)))
