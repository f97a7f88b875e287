"""Every file of the user's has one place, and one that stood elsewhere comes along whole."""

from __future__ import annotations

import ast
import shutil
import sys
from pathlib import Path

import platformdirs
import pytest

import bodymap
from bodymap.core import user_files
from bodymap.ui.settings import window as window_settings
from bodymap.ui.settings.settings import Settings


@pytest.fixture
def mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home as on macOS, with the settings of an earlier version in it."""
    support = tmp_path / "Library" / "Application Support" / "bodymap"
    for kind in ("config", "data"):
        monkeypatch.setattr(platformdirs, f"user_{kind}_dir", lambda *_, **__: str(support))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    former = tmp_path / "Library" / "Preferences" / "bodymap" / "bodymap.ini"
    former.parent.mkdir(parents=True)
    former.write_text("[window]\npanel_width=444\n", encoding="utf-8")
    return tmp_path


def test_on_linux_the_settings_are_where_platformdirs_would_have_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from platformdirs.unix import Unix

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    for chosen in ("", "  ", str(tmp_path / "elsewhere")):
        monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
        assert str(user_files.config_folder()) == Unix("bodymap", appauthor=False).user_config_dir


def test_on_macos_all_files_are_in_one_place(mac: Path) -> None:
    school = user_files.config_folder() / "protocols.json"
    school.parent.mkdir(parents=True, exist_ok=True)
    school.touch()
    places = (user_files.settings_path(), user_files.pack_files()[0], user_files.sessions_folder())
    assert {path.parent for path in places} == {mac / "Library" / "Application Support" / "bodymap"}


def test_settings_of_an_earlier_version_are_taken_over_once(mac: Path) -> None:
    former = mac / "Library" / "Preferences" / "bodymap" / "bodymap.ini"
    settings = Settings()
    assert settings.get(window_settings.PANEL_WIDTH) == 444
    assert not former.exists()
    settings.put(window_settings.PANEL_WIDTH, 333)
    settings.save()
    former.write_text("[window]\npanel_width=999\n", encoding="utf-8")
    assert Settings().get(window_settings.PANEL_WIDTH) == 333, "what is there is not overwritten"
    assert former.exists(), "nor is anything thrown away"


def test_settings_that_cannot_be_moved_are_used_where_they_are(mac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    former = mac / "Library" / "Preferences" / "bodymap" / "bodymap.ini"
    blocker = mac / "Library" / "Application Support"
    blocker.write_text("")
    assert user_files.settings_path() == former
    assert Settings().get(window_settings.PANEL_WIDTH) == 444
    blocker.unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    assert user_files.settings_path() == former
    assert "444" in former.read_text(encoding="utf-8")


def test_no_other_module_asks_where_user_files_are() -> None:
    package = Path(bodymap.__file__).parent
    asking = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import) and any(name.name == "platformdirs" for name in node.names):
                asking.add(path.name)
            if isinstance(node, ast.Attribute) and node.attr.endswith(("ConfigLocation", "DataLocation")):
                asking.add(path.name)
    assert asking == {"user_files.py"}
