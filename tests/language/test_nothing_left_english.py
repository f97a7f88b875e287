"""The real window and the command line in a language that changes every letter: nothing may be left as it was."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from bodymap.core.hold.cue_words import cue_title, end_text
from bodymap.core.hold.holding import Cue, CueKey, EndReason
from bodymap.core.hold.journal import Journal, Recovery
from bodymap.core.hold.journal_lines import Damage
from bodymap.core.state import Spot, Voice
from bodymap.ui.hold.unwritten import UnwrittenDialog
from bodymap.ui.widgets.message_bar import Message
from tests.hold_ui.conftest import Driven
from tests.language import pseudo
from tests.language.pseudo import left_as_it_was
from tests.language.said import note_painted, said_by

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow

SPOT = Spot("infraspinatus-1", "right")
pytestmark = pytest.mark.usefixtures("speak_pseudo")


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return note_painted(monkeypatch)


@pytest.fixture
def window(open_window: Callable[..., MainWindow], painted: list[str], tmp_path: Path) -> MainWindow:
    return open_window(points=pseudo.write_atlas(tmp_path))


def complaints(*speakers: QWidget, painted: list[str] | None = None) -> list[str]:
    """Return what the speakers and the painter said in plain letters."""
    QApplication.processEvents()
    said = [(who, what) for speaker in speakers for who, what in said_by(speaker)]
    said += [("painted", what) for what in painted or ()]
    return sorted({f"{who}: {what}" for who, what in said if left_as_it_was(what)})


def repaint(window: MainWindow) -> None:
    """Have everything painted once more, whatever is kept as a picture."""
    window.render(QImage(window.size(), QImage.Format.Format_RGB32))


def test_pseudo_language_sees_what_is_left() -> None:
    assert left_as_it_was("⟦Šéåŕçĥ⟧ for TrP1")
    assert left_as_it_was("⟦Šéåŕçĥ (Ctrl+F)⟧"), "keys have names in every language"
    assert not left_as_it_was(pseudo.bracketed("Search {what}").format(what="TrP1 (F7, S)"))


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_every_page_of_the_window(window: MainWindow, qtbot: QtBot, painted: list[str], voice: Voice) -> None:
    store = window.store
    store.speak(voice)
    workspace = window.workspace
    assert workspace is not None
    found: set[str] = set()

    def look() -> None:
        QApplication.processEvents()
        repaint(window)
        found.update(complaints(window, painted=painted))

    look()
    for spot in (SPOT, Spot("gluteus-minimus-2", "right"), Spot("sternocleidomastoid-2", "right")):
        store.select(spot)
        look()
    store.ring_condition("headache-tension")
    look()
    store.select(SPOT)
    store.toggle(Spot("gluteus-minimus-1", "right"))
    look()
    store.choose_side("both")
    store.ask_place("head.temple")
    look()
    for kind in ("places", "muscles"):
        workspace.finder.lists.set_value(kind)
        workspace.finder.lists.chosen.emit(kind)
        look()
    for query in ("1", "⟪", "99999"):
        workspace.finder.field.setText(query)
        qtbot.wait(200)
        look()
    window.presentation.for_room(True)
    look()
    assert not found


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_where_to_look_first(window: MainWindow, painted: list[str], voice: Voice) -> None:
    window.store.speak(voice)
    window.receiver.show_reach()
    assert window.reach is not None
    view = window.reach.widget
    found: set[str] = set()
    every = {row.key for row in view.places.rows}
    view.count(essential_only=True)
    unreached = every - {row.key for row in view.places.rows}
    for code in ("", "head.temple", min(unreached)):
        view.choose(code)
        for essential_only in (False, True):
            view.count(essential_only=essential_only)
            repaint(window)
            found.update(complaints(window, painted=painted))
    assert not found


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_dialogs_menus_and_messages(window: MainWindow, painted: list[str]) -> None:
    commands = {command.id: command for command in window.commands}
    window.store.select(SPOT)
    for command_id in ("help.keys", "help.about", "hold.why"):
        commands[command_id].run()
        dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
        assert dialogs, command_id
        assert not complaints(*dialogs, painted=painted), command_id
        for dialog in dialogs:
            dialog.close()
    for command in window.commands:
        assert not left_as_it_was(f"{command.title} {command.tip}")
    assert not complaints(*window.findChildren(QMenu))
    for n in range(3):
        window.tell(Message(pseudo.bracketed(f"Message {n}"), pseudo.bracketed("Details")))
    assert not complaints(window)


def test_a_hold_before_while_and_after(window: MainWindow, painted: list[str]) -> None:
    window.activateWindow()
    driven = Driven(window)
    view = driven.open(SPOT)
    found: set[str] = set()

    def look(*_: object) -> None:
        QApplication.processEvents()
        repaint(window)
        found.update(complaints(window, painted=painted))

    for voice in get_args(Voice):
        window.store.speak(voice)
        look()
    view.setup.choose_nth_protocol(3)
    look()
    view.setup.begin()
    look()
    for act in ("onward", "6", "onward", "less", "9", "more", "good", "4", "referred-up", "pause", "pause"):
        view.act(act)
        driven.wait(1.0)
        for voice in get_args(Voice):
            window.store.speak(voice)
            look()
    view.act("tingling")
    look()
    view._show_after()
    for voice in get_args(Voice):
        window.store.speak(voice)
        look()
    driven.host.show_sessions()
    look()
    view.list.remove.click()
    look()
    assert not found


def test_practice(window: MainWindow, painted: list[str]) -> None:
    window.activateWindow()
    driven = Driven(window)
    view = driven.open(SPOT)
    driven.host.leave()
    for role in ("surprise", "instructor"):
        window.store.select(SPOT)
        driven.host.open(role)
        view.now = lambda: driven.now
        view.setup.begin()
        view.act("onward")
        driven.wait(2.0)
        assert view.run is not None
        view.act("5")
        view.act("less")
        repaint(window)
        assert not complaints(window, painted=painted)
        view.act("stop")
        view._show_after()
        repaint(window)
        assert not complaints(window, painted=painted)
        driven.host.leave()


def test_a_hold_without_words_in_the_atlas() -> None:
    names = [cue_title(None, Cue(key)) for key in get_args(CueKey)]
    names += [end_text(None, reason) for reason in get_args(EndReason)]
    assert not [name for name in names if left_as_it_was(name)]


def test_holds_that_the_disk_has_not_taken(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "qq").write_text("", encoding="utf-8")
    journal = Journal(tmp_path / "qq" / "sessions")
    journal.flush(2.0)
    dialog = UnwrittenDialog(journal, window)
    dialog._try_again()
    said = [what for _, what in said_by(dialog)]
    journal.close(0.1)
    systems_own = re.compile(r"\([^)]*\)")
    assert said
    assert not [what for what in said if left_as_it_was(what, systems_own)]


def test_pictures_and_file_dialogs(
    window: MainWindow, painted: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def ask(_parent: object, title: str, _path: str, kinds: str) -> tuple[str, str]:
        asked.extend((title, kinds.replace("*.png", "")))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.activateWindow()
    driven = Driven(window)
    view = driven.open(SPOT)
    view.setup.begin()
    for act in ("onward", "onward", "6", "stop"):
        view.act(act)
        driven.wait(1.0)
    view._show_after()
    view.after.summary.save_picture.click()
    view.after.summary.copy_picture.click()
    view.after.summary.copy_text.click()
    clipboard = QApplication.clipboard().text()
    from bodymap.ui.hold.why import WhyDialog

    assert window.index is not None
    dialog = WhyDialog(window.index, "client", window)
    dialog._on_save()
    dialog.close()
    from bodymap.ui.export.files import render

    for side in ("right", "both"):
        render("infraspinatus-1", None, "woman", side, tmp_path / "point.png", index=window.index)
    assert asked
    assert not [text for text in (*asked, *painted, clipboard) if left_as_it_was(text)]


def test_what_went_wrong(window: MainWindow, tmp_path: Path, keep_hook: None) -> None:
    from bodymap.ui.opening import open_atlas

    broken = tmp_path / "broken.json"
    broken.write_text('{"version": 1, "groups": [{"id": "x"}]}', encoding="utf-8")
    _, messages = open_atlas(broken)
    host = window.hold_host()
    host.journal().wait_until_ready(5.0)
    for recovery in (Recovery(("a",), ()), Recovery(("a", "b"), (Damage("1", 3, pseudo.bracketed("x"), b""),))):
        host.journal()._writer.recovery = recovery
        host._look()
    host.practise()
    window.store.select(SPOT)
    assert messages
    names = re.compile(r"\b(?:[a-z]+\.json|atlas|groups|regions|sources|scale|protocols|advice|conditions)\b")
    names = re.compile(names.pattern + r"|\bmuscles\b|\bname\b|\bx\b")
    said = [what for message in messages for what in (message.summary, message.details)]
    assert not [what for what in said if left_as_it_was(what, names)]
    assert not complaints(window)


@pytest.fixture
def keep_hook() -> object:
    hook = sys.excepthook
    yield
    sys.excepthook = hook
