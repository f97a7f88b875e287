"""What the Debian package carries beside the program fits the program."""

from __future__ import annotations

import configparser
import gettext
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from bodymap.desktop import DRAWING_LIBRARIES, X11_LIBRARIES
from bodymap.ui.app import prepare
from bodymap.ui.widgets.icons import app_icon
from tests.house.test_release import ROOT, load

if TYPE_CHECKING:
    from types import ModuleType

    from PySide6.QtWidgets import QApplication

LINUX = ROOT / "packaging" / "linux"
SIDE = 128
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def deb(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    for name in ("bundle", "licences"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return load(ROOT / "packaging" / "deb.py")


def test_the_package_asks_for_what_the_program_looks_for(deb: ModuleType) -> None:
    control = deb.control_text("amd64", 1)
    (line,) = [line for line in control.splitlines() if line.startswith("Depends: ")]
    asked = {part.partition(" ")[0] for part in line.removeprefix("Depends: ").split(", ")}
    assert asked == {"libc6", *deb.RUNTIME, *(DRAWING_LIBRARIES | X11_LIBRARIES).values()}
    assert not any("python" in package for package in asked)


def test_the_desktop_finds_the_window_by_the_name_it_has(qapp: QApplication) -> None:
    before = qapp.font()
    prepare(qapp)
    qapp.setFont(before)
    name = QGuiApplication.desktopFileName()
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / f"{name}.desktop", encoding="utf-8")
    assert (LINUX / f"{entry['Desktop Entry']['Icon']}.svg").is_file()
    said = ET.parse(LINUX / f"{name}.metainfo.xml")  # noqa: S314 - our own
    assert said.findtext("launchable") == f"{name}.desktop"


def languages() -> list[str]:
    return [path.name for path in (ROOT / "resources" / "translations").iterdir() if path.is_dir()]


@pytest.mark.parametrize("language", languages())
def test_the_desktop_says_it_in_the_words_of_the_program(language: str) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / "bodymap.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    catalogue = gettext.translation("bodymap", ROOT / "resources" / "translations", [language])
    assert said[f"Comment[{language}]"] + "." == catalogue.gettext(said["Comment"] + ".")
    for key in ("GenericName", "Keywords"):
        assert said[f"{key}[{language}]"] != said[key]


@pytest.mark.parametrize("language", languages())
def test_every_paragraph_about_the_program_is_said_in_every_language(language: str) -> None:
    everything = ET.parse(LINUX / "bodymap.metainfo.xml").getroot()  # noqa: S314 - our own
    missing = []
    for parent in everything.iter():
        for kind in ("summary", "p", "li"):
            spoken = [child.get(_LANG, "en") for child in parent.findall(kind)]
            if spoken.count("en") != spoken.count(language):
                missing.append((parent.tag, kind, spoken))
    assert missing == []


def test_the_drawn_icon_is_the_one_the_window_has(qapp: QApplication) -> None:
    drawn = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(str(LINUX / "bodymap.svg")).render(painter)
    painter.end()
    own = app_icon().pixmap(SIDE, SIDE).toImage().convertToFormat(drawn.format())
    apart = 0
    for y in range(SIDE):
        for x in range(SIDE):
            one, other = drawn.pixelColor(x, y), own.pixelColor(x, y)
            apart += max(abs(a - b) for a, b in zip(one.getRgb() or (), other.getRgb() or (), strict=True)) > 48  # type: ignore[call-overload]
    assert apart < SIDE * SIDE * 0.005
