"""Tooltips whose words come from the atlas, shown as they are written.

Qt guesses whether a tooltip is mark-up, and would then open the pictures that it names.
"""

from __future__ import annotations

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """Return what Qt shows as exactly this text."""
    wraps = Qt.WhiteSpaceMode.WhiteSpaceNormal
    return Qt.convertFromPlainText(text, wraps) if Qt.mightBeRichText(text) else text
