"""A language in force for one test, and English after it."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest

from bodymap.core import language
from tests.language import pseudo
from tests.ui.conftest import _light, index, open_window, settings_path  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _english_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    language.use(None)
    gettext.textdomain("messages")


@pytest.fixture(scope="session")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    pseudo.write_catalogue(folder)
    return folder


@pytest.fixture
def speak_pseudo(pseudo_folder: Path) -> None:
    language.choose(pseudo_folder, pseudo.CODE)
