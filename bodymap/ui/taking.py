"""What can be taken away of what is lit: its picture, copied, saved and printed, and a page for the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.index import UnknownIdError
from bodymap.core.language import tr
from bodymap.core.sheets import SheetError
from bodymap.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.state import Spot
    from bodymap.ui.export.page import Page
    from bodymap.ui.export.shown import Shown
    from bodymap.ui.main_window import MainWindow


class Taking:
    """Makes pages of what is lit in one window and hands them out."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def copy(self) -> None:
        """Put the picture of what is lit into the clipboard."""
        page = self._picture()
        if page is not None:
            from PySide6.QtGui import QGuiApplication

            from bodymap.ui.export.files import image_of

            QGuiApplication.clipboard().setImage(image_of(page))
            self._window.tell(
                Message(tr("The picture is in the clipboard: {title}.").format(title=page.title), done=True)
            )

    def save(self) -> None:
        """Ask for a file and save the picture of what is lit."""
        page = self._picture()
        if page is not None:
            from bodymap.ui.export.page_dialog import ask_for_file, saved

            path = ask_for_file(self._window, tr("Save picture"), page.title)
            if path is not None:
                self._window.tell(saved(page, path))

    def print_picture(self) -> None:
        """Show the picture of what is lit as it is printed."""
        page = self._picture()
        if page is not None:
            from bodymap.ui.export.page_dialog import PageDialog

            PageDialog(page, tr("Picture of what is lit"), parent=self._window).open()

    def client_page(self) -> None:
        """Show the page for the client, of the point that was lit last."""
        page = self._client_page()
        if page is not None:
            from bodymap.ui.export.page_dialog import PageDialog

            PageDialog(page, tr("Page for the client"), (".pdf", ".png", ".svg"), self._window).open()

    def _picture(self) -> Page | None:
        shown = self._shown(self._window.store.state.lit)
        if shown is None:
            return None
        from bodymap.ui.export.plate import Plate

        assert self._window.index is not None  # noqa: S101 - nothing is shown without it
        return Plate(shown, self._window.index).page()

    def _client_page(self) -> Page | None:
        lit = self._window.store.state.lit
        last = tuple(spot for spot in lit if spot.point_id == lit[-1].point_id)
        shown = self._shown(last)
        if shown is None:
            return None
        from dataclasses import replace

        from PySide6.QtCore import QLocale

        from bodymap.ui.export.client_page import ClientPage, paper

        assert self._window.index is not None  # noqa: S101 - nothing is shown without it
        hold = self._window.hold
        stopped = hold is not None and hold.after_a_stop
        shown = replace(shown, header=24.0, title_size=11)
        return ClientPage(shown, self._window.index, paper(QLocale.system()), stopped=stopped).page()

    def _shown(self, lit: Sequence[Spot]) -> Shown | None:
        """Return what a page of these spots shows; where there can be none, tell why."""
        index, drawings, hold = self._window.index, self._window.atlas.drawings, self._window.hold
        if hold is not None and hold.running:
            self._window.tell(Message(tr("A hold runs. Pictures and pages can be had when it has ended.")))
            return None
        if index is None or drawings is None:
            self._window.tell(Message(tr("There is no drawing to make a picture of.")))
            return None
        if not lit:
            self._window.tell(Message(tr("Nothing is lit. Click an X on the body, or search for a muscle, first.")))
            return None
        from bodymap.ui.export.files import sheets_for, side_of, subjects_of
        from bodymap.ui.export.shown import Shown

        state = self._window.store.state
        figure, bones, sites = state.figure, "bones" in state.layers, "sites" in state.layers
        try:
            subjects = subjects_of(index, lit)
            infos = sheets_for(drawings, figure, subjects)
        except (SheetError, UnknownIdError) as error:
            self._window.tell(Message(tr("The picture cannot be drawn."), str(error)))
            return None
        return Shown(drawings, figure, side_of(subjects), subjects, infos, bones=bones, sites=sites)
