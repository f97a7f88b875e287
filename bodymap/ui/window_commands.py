"""Carries the window's commands out, and makes the Qt actions and the menu from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from bodymap.core.language import tr, trn
from bodymap.core.marking import parts
from bodymap.core.state import points_of
from bodymap.core.text import join_words, point_name
from bodymap.ui.command import GROUPS, group_title
from bodymap.ui.keys import key_name
from bodymap.ui.marking_commands import part_titles, under_titles
from bodymap.ui.taking import Taking
from bodymap.ui.widgets.announce import announce
from bodymap.ui.widgets.menu import make_menu
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.model import RegionGroup
    from bodymap.core.skin.areas import AreaKind
    from bodymap.ui.command import Command
    from bodymap.ui.main_window import MainWindow

_SAID_MS: Final = 3000
"""How long it is seen what was collected."""


def make_actions(commands: Iterable[Command], window: QWidget) -> dict[str, QAction]:
    """Return an action for each command by its id; their shortcuts work in the whole window."""
    actions: dict[str, QAction] = {}
    for command in commands:
        action = QAction(command.title, window)
        action.setShortcuts([QKeySequence(each) for each in command.shortcuts])
        title = f"{command.title} ({key_name(command.id)})" if command.shortcuts else command.title
        action.setToolTip(f"{title}\n{command.tip}")
        action.setStatusTip(command.tip)
        action.setCheckable(command.checked is not None)
        # A pedal that is held down must not run from page to page.
        action.setAutoRepeat(command.group != "hold")
        action.triggered.connect(lambda _=False, run=command.run: run())
        if command.checked is not None and command.only_one:
            _family(command.id.partition(".")[0], window).addAction(action)
        window.addAction(action)
        actions[command.id] = action
    return actions


def _family(name: str, window: QWidget) -> QActionGroup:
    """Return the group of the actions of which one alone is on; some of them come with the atlas."""
    found = window.findChild(QActionGroup, name, Qt.FindChildOption.FindDirectChildrenOnly)
    if found is None:
        found = QActionGroup(window)
        found.setObjectName(name)
    return found


class WindowCommands:
    """What commands need from the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._taking = Taking(window)

    def focus_finder(self) -> None:
        """Bring the keyboard to the search field: over the drawings before a room, else the finder's."""
        workspace = self._window.workspace
        if workspace is not None:
            if workspace.pane is not None and not workspace.pane.busy:
                workspace.pane.leave()
            if self._window.presentation.state.projector and workspace.pane is None:
                workspace.search_in_room()
                return
            self._window.presentation.for_room(False)  # noqa: FBT003 - a plain property
            workspace.show_finder(True)  # noqa: FBT003 - a plain property
            workspace.finder.focus_field()
            self.show_enabled()

    def toggle_finder(self) -> None:
        """Show or hide the finder."""
        workspace = self._window.workspace
        if workspace is not None:
            workspace.show_finder(not workspace.finder_shown)
            self.show_enabled()

    def finder_shown(self) -> bool:
        """Return whether the finder is in sight."""
        workspace = self._window.workspace
        return workspace is not None and workspace.finder_shown

    def fit(self) -> None:
        """Fit the sheets into the stage."""
        if self._window.stage is not None:
            self._window.stage.fit()

    def zoom(self, steps: int) -> None:
        """Zoom the stage about its middle."""
        if self._window.stage is not None:
            self._window.stage.zoom(steps)

    def escape(self) -> None:
        """Leave the projector mode, or put out what is lit."""
        workspace, presentation = self._window.workspace, self._window.presentation
        if workspace is not None and workspace.pane is not None:
            workspace.pane.escape()
        elif workspace is not None and workspace.close_room_search():
            return
        elif presentation.state.projector:
            presentation.for_room(False)  # noqa: FBT003 - a plain property
        else:
            self._window.store.clear()

    def hold(self) -> None:
        """Start a guided hold on the point that was lit last; on the stage of who paints the key is the brush's."""
        if self.is_painting() and self._window.stage is not None and self._window.stage.put_brush():
            return
        self._window.hold_host().space()

    def show_reach(self) -> None:
        """Show over the body where to look first, or take that away."""
        host = self._window.reach_host()
        if host is not None:
            host.open()

    def is_reach_shown(self) -> bool:
        """Return whether it is shown."""
        return self._window.reach is not None and self._window.reach.is_open

    def show_areas(self, kind: AreaKind | None) -> None:
        """Show skin areas of nerve roots, of single nerves, or none."""
        if self._window.index is not None:
            from bodymap.ui.areas_host import areas_of

            areas_of(self._window, self._window.index).show(kind)

    def show_next_areas(self) -> None:
        """Go from none to the roots, to single nerves, and to none again."""
        if self._window.index is not None:
            from bodymap.ui.areas_host import areas_of

            areas_of(self._window, self._window.index).show_next()

    def areas_shown(self) -> AreaKind | None:
        """Return which of them are shown now."""
        host = self._window.areas
        return host.choice.state.kind if host is not None and host.has_place else None

    def paint(self) -> None:
        """Paint the pain on the body, or leave that."""
        host = self._window.painting_host()
        if host is not None:
            host.open()

    def is_painting(self) -> bool:
        """Return whether somebody paints."""
        return self._window.painting is not None and self._window.painting.is_open

    def painting_may(self, what: Literal["undo", "redo", "new", "save", "compare"]) -> bool:
        """Return whether this can be done to the painting now."""
        painting = self._window.painting
        if painting is None or not painting.is_open:
            return False
        easel = painting.editor.state
        return {"undo": easel.can_undo, "redo": easel.can_redo}.get(what, bool(easel.painting.strokes))

    def painting_do(self, what: Literal["undo", "redo", "new", "open", "save", "compare"]) -> None:
        """Do this to the painting."""
        host = self._window.painting
        if host is not None:
            editor = host.editor
            does = {
                "undo": editor.undo,
                "redo": editor.redo,
                "new": editor.clear,
                "open": host.open_file,
                "save": host.save_copy,
                "compare": host.compare_file,
            }
            does[what]()

    def practise(self) -> None:
        """Practise a guided hold on a simulated client."""
        self._window.hold_host().practise()

    def go_on(self) -> None:
        """Bring the keyboard to the next part of the window."""
        self._go(1)

    def go_back(self) -> None:
        """Bring the keyboard to the part before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        workspace, focus = self._window.workspace, QApplication.focusWidget()
        if workspace is None:
            return
        parts = [(part, first) for part in workspace.parts() if (first := _first_stop(part)) is not None]
        at = [n for n, (part, _) in enumerate(parts) if focus and (focus is part or part.isAncestorOf(focus))]
        if parts:
            start = at[0] + by if at else (0 if by > 0 else -1)
            parts[start % len(parts)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def step_onward(self) -> None:
        """Light the next point, or reveal what is hidden."""
        self._window.stepper.onward()

    def step_back(self) -> None:
        """Light the point before."""
        self._window.stepper.back()

    def begin_in_room(self) -> None:
        """Show it to a room, from the first point."""
        self._window.stepper.begin()

    def collect(self) -> None:
        """Put what is lit into the list for the hour, or take it out, and say so."""
        lit, index = self._window.store.state.lit, self._window.index
        if index is None or not lit:
            return
        collected, was = self._window.atlas.collected, self.is_collected()
        ids = [each.point_id for each in points_of(lit)]
        for point_id in ids:
            if (point_id in collected.state.points) == was:
                collected.toggle(point_id)
        names = join_words(point_name(index.muscle_of(each), index.point(each), "clinician") for each in ids)
        said = tr("Taken out of the hour: {names}.") if was else tr("For the hour: {names}.")
        count = len(collected.state.points)
        listed = trn("{n} point in the list ({key}).", "{n} points in the list ({key}).", count)
        self._tell(f"{said.format(names=names)} {listed.format(n=count, key=key_name('collect.lists'))}")

    def parts(self) -> tuple[RegionGroup, ...]:
        """Return the large parts of the body of which points can be marked; none before the atlas is there."""
        return parts(self._window.index)

    def tell_marked(self) -> None:
        """Say which points have an X now."""
        state = self._window.store.state
        titles = [part_titles(self.parts()).get(state.part, ""), under_titles()[state.under]]
        self._tell(f"{'; '.join(title for title in titles if title)}.")

    def _tell(self, told: str) -> None:
        announce(self._window, told)
        # Over the drawings for a moment: a bar would move what is to be clicked next.
        place = self._window.stage or self._window
        QToolTip.showText(place.mapToGlobal(QPoint(24, 24)), plain_tip(told), self._window, QRect(), _SAID_MS)

    def is_collected(self) -> bool:
        """Return whether all that is lit is in the list for the hour."""
        lit = self._window.store.state.lit
        return bool(lit) and {spot.point_id for spot in lit} <= set(self._window.atlas.collected.state.points)

    def show_collected(self) -> None:
        """Show the lists of points for an hour of teaching."""
        from bodymap.ui.dialogs.collected import CollectedDialog

        if self._window.index is not None:
            dialog = CollectedDialog(self._window.atlas.collected, self._window.index, self._window)
            dialog.shown_to_room.connect(self.begin_in_room)
            dialog.open()

    def show_sessions(self) -> None:
        """Show the list of holds."""
        self._window.hold_host().show_sessions()

    def show_why(self) -> None:
        """Show why pressing may help, as a picture for the client."""
        self._window.hold_host().show_why()

    def copy_picture(self) -> None:
        """Put the picture of what is lit into the clipboard."""
        self._taking.copy()

    def save_picture(self) -> None:
        """Save the picture of what is lit."""
        self._taking.save()

    def print_picture(self) -> None:
        """Show the picture of what is lit as it is printed."""
        self._taking.print_picture()

    def client_page(self) -> None:
        """Show the page for the client."""
        self._taking.client_page()

    def show_keys(self) -> None:
        """Show the overview of keys."""
        from bodymap.ui.dialogs.key_overview import KeysDialog

        KeysDialog(self._window.commands, self._window).open()

    def show_about(self) -> None:
        """Show what bodymap is, its credits and its limits."""
        from bodymap.ui.dialogs.about import AboutDialog

        AboutDialog(self._window.index, self._window).open()

    def close(self) -> bool:
        """Close the window."""
        return self._window.close()

    def show_enabled(self) -> None:
        """Bring every action in step with the state."""
        for command in self._window.commands:
            action = self._window.actions_by_id[command.id]
            if command.enabled is not None:
                action.setEnabled(command.enabled())
            if command.checked is not None:
                action.setChecked(command.checked())

    def show_menu(self) -> None:
        """Show every command in a menu under the menu button."""
        workspace = self._window.workspace
        if workspace is None:
            return
        menu = self.make_menu()
        button = workspace.toolbar.menu
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def make_menu(self) -> QMenu:
        """Return a menu of every command, a submenu a group; it deletes itself when it closes."""
        menu = make_menu(self._window)
        for group in GROUPS:
            part = menu.addMenu(group_title(group))
            for command in self._window.commands:
                if command.group == group and command.id != "help.menu":
                    part.addAction(self._window.actions_by_id[command.id])
        return menu


def _first_stop(part: QWidget) -> QWidget | None:
    """Return where the keyboard comes to in a part that is in sight; ``None`` where there is nothing for it."""
    for each in (part, *part.findChildren(QWidget)):
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return each
    return None
