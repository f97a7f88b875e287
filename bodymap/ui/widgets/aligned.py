"""How text stands in its box. Named once: to join Qt's flags takes as long as to paint the word."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
