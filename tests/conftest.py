"""For every test: no display needed, settings of its own, and no window left behind."""

from __future__ import annotations

import gc
import os
import sys
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from bodymap import assets
from bodymap.core import drawing_reader, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

pytest_plugins = ["tests.drawn_stage"]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"  # whatever the developer's own is

# Deadlines measure the machine; the fixed seed makes a failure in one run a failure in the next.
# HYPOTHESIS_PROFILE=fresh tries other examples each time and prints the line that brings a failure back; the public
# checks run with it.
settings.register_profile("bodymap", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("fresh", deadline=None, derandomize=False, max_examples=60, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "bodymap"))

_FOLDERS = {"config": "XDG_CONFIG_HOME", "data": "XDG_DATA_HOME", "cache": "XDG_CACHE_HOME", "state": "XDG_STATE_HOME"}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send what a test stores for the user to a folder of its own, on every system."""
    import platformdirs

    home = tmp_path / "user"
    for kind, variable in _FOLDERS.items():
        folder = home / kind
        monkeypatch.setenv(variable, str(folder))
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", lambda *_, folder=folder, **__: str(folder))
        monkeypatch.setattr(platformdirs, f"user_{kind}_path", lambda *_, folder=folder, **__: folder)


@pytest.fixture(scope="session", autouse=True)
def _shipped_drawings_are_read_once() -> Iterator[None]:
    """Let every window of a process have what was read of a shipped drawing: a fifth of the tests' time went there.

    What is kept is what the reader says of these very bytes; drawings that a test makes are read anew.
    """
    reader, shipped = drawing_reader.read_contents, assets.svg_root()
    kept: dict[tuple[Path, bytes], Any] = {}

    def read_once(path: Path, data: bytes) -> Any:
        if shipped not in path.parents:
            return reader(path, data)
        key = path, data
        if key not in kept:
            kept[key] = reader(path, data)
        return kept[key]

    drawing_reader.read_contents = read_once
    yield
    drawing_reader.read_contents = reader


@pytest.fixture(scope="session", autouse=True)
def _what_is_imported_is_no_garbage() -> None:
    """Keep what every test needs out of the collections that end a test: each took 70 ms, nearly all of it for this."""
    import bodymap.ui.hold.view
    import bodymap.ui.main_window  # noqa: F401

    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    """Fail a test after which a top-level widget of its own is still alive."""
    before = {id(widget) for widget in _top_level_widgets()}
    yield
    if not [w for w in _top_level_widgets() if id(w) not in before]:
        return
    _delete_what_asked_for_it()
    left = [repr(w) for w in _top_level_widgets() if id(w) not in before]
    if left:
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_in_the_way() -> Iterator[None]:
    """Fail a test after which a window is still shown or a button still pressed: the next test would not be reached.

    A pointer that a test moves goes to the first shown window that lies there, whosever that is.
    """
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is None or gui.QGuiApplication.instance() is None:
        return
    from tests.pressed import let_go

    # Let go of at once, so that it is this test alone that fails.
    down = let_go()
    shown = [f"{w!r} {w.title()!r} {w.type()}" for w in gui.QGuiApplication.topLevelWindows() if w.isVisible()]
    if shown:
        pytest.fail(f"still shown: {', '.join(shown)}", pytrace=False)
    if down:
        pytest.fail(f"still pressed: {', '.join(map(str, down))}", pytrace=False)


def _top_level_widgets() -> list[object]:
    """Return every widget without a parent; nothing where no test has needed Qt yet."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [w for w in widgets.QApplication.topLevelWidgets() if w.parent() is None]


def _delete_what_asked_for_it() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Spoken(NullTranslations):
    """A language whose texts a test gives."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._texts.get(message, message)


@pytest.fixture
def speak() -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Have everything said in a language of these texts, English text to translation, until the test ends."""
    yield lambda texts: language.use(_Spoken(texts))
    language.use(None)
