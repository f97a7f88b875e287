"""The table of commands: complete, free of collisions, and everything that reads it shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QMenu

from bodymap.core.state import Layer
from bodymap.ui.command import GROUPS
from bodymap.ui.dialogs.key_overview import KeysDialog
from tests.ui.conftest import click

if TYPE_CHECKING:
    from bodymap.ui.main_window import MainWindow


def test_ids_and_keys_are_unique(window: MainWindow):
    ids = Counter(command.id for command in window.commands)
    keys = Counter(QKeySequence(k).toString() for command in window.commands for k in command.shortcuts)
    assert [each for each, n in (ids + keys).items() if n > 1] == []
    assert "" not in keys


def test_every_command_says_what_it_does(window: MainWindow):
    for command in window.commands:
        assert command.title
        assert command.tip
        assert command.group in GROUPS
        action = window.actions_by_id[command.id]
        assert action.text() == command.title
        assert [s.toString() for s in action.shortcuts()] == [QKeySequence(k).toString() for k in command.shortcuts]


def test_the_menu_holds_every_command(window: MainWindow):
    menu = window.receiver.make_menu()
    shown = [action for part in menu.findChildren(QMenu) for action in part.actions()]
    assert sorted(map(id, shown)) == sorted(
        id(action) for each, action in window.actions_by_id.items() if each != "help.menu"
    )
    menu.deleteLater()


def test_the_overview_holds_every_key(window: MainWindow, qtbot):
    dialog = KeysDialog(window.commands, window)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for command in window.commands:
        for keys in command.shortcuts:
            assert QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) in said
    dialog.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_f1_shows_the_overview_and_escape_closes_it(window: MainWindow, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(KeysDialog))


def test_checks_follow_the_state(window: MainWindow):
    actions = window.actions_by_id
    for figure in ("man", "woman"):
        window.store.show_figure(figure)
        assert actions[f"figure.{figure}"].isChecked()
    window.store.choose_side("both")
    assert actions["side.both"].isChecked()
    assert not actions["side.right"].isChecked()


def test_layer_commands_toggle_their_layer_alone(window: MainWindow):
    everything = window.store.state.layers
    assert set(get_args(Layer)) - everything == {"bones", "sites"}, "those are for whoever asks for them"
    for layer in get_args(Layer):
        click_on = window.workspace.toolbar.buttons[f"layer.{layer}"]
        assert click_on.isChecked() == (layer in everything)
        click_on.click()
        assert window.store.state.layers == everything ^ {layer}
        assert click_on.isChecked() != (layer in everything)
        click_on.click()
        assert window.store.state.layers == everything


def test_toolbar_targets_are_large_and_named(window: MainWindow, qtbot):
    toolbar = window.workspace.toolbar
    segments = [s for choice in (toolbar.figure, toolbar.side, toolbar.voice) for s in choice.segments.values()]
    for button in (*toolbar.buttons.values(), *segments, toolbar.menu):
        assert button.height() >= 44
        assert button.width() >= 40
        assert button.accessibleName()
        assert button.toolTip()


def test_toolbar_choices_change_the_state_by_click(window: MainWindow, qtbot):
    toolbar = window.workspace.toolbar
    click(qtbot, toolbar.figure.segments["man"])
    click(qtbot, toolbar.side.segments["left"])
    click(qtbot, toolbar.voice.segments["client"])
    state = window.store.state
    assert (state.figure, state.side, state.voice) == ("man", "left", "client")


@pytest.mark.parametrize("grown", [1.0, 1.5, 2.6])
def test_nothing_in_the_toolbar_is_cut_off(qapp, open_window, qtbot, grown):
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * grown)
    qapp.setFont(font)
    toolbar = open_window().workspace.toolbar
    for width in (1280, 1400, 1500, 1700, 1920, 3000):
        toolbar.window().resize(width, 720)
        qtbot.wait(20)
        shown = [b for b in (*toolbar.buttons.values(), toolbar.menu) if b.isVisible()]
        choices = (toolbar.figure, toolbar.side, toolbar.voice)
        segments = [segment for choice in choices for segment in choice.segments.values()]
        assert toolbar.menu.geometry().right() <= toolbar.width()
        for button in (*shown, *segments):
            assert button.width() >= button.sizeHint().width(), button.accessibleName()
        boxes = [b.geometry() for b in (*shown, *choices)]
        assert [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.intersects(b)] == []
        if toolbar.voice.segments["clinician"].text() == "Clinician":
            assert len(shown) == len(toolbar.buttons) + 1, "words go before buttons"
        if toolbar._density:
            toolbar._set_density(toolbar._density - 1)
            assert toolbar.layout().minimumSize().width() > width, "no word goes before it has to"
    assert len(shown) == len(toolbar.buttons) + 1, "where there is room nothing is left to the menu"
