"""Sends what was painted to the screen before anything else is done for the same click."""

from __future__ import annotations

from PySide6.QtGui import QCursor


def send_to_screen() -> None:
    """Have what was painted on its way to the screen when this returns.

    On X11 Qt hands a repaint to the connection and sends it once it has nothing else to do: after the panel, the strip
    and the list have followed the click, 2 ms later. There is no verb for sending, but to ask the server where the
    pointer is sends everything that waits, and its answer comes after all of that was done. Elsewhere Qt knows the
    position without asking, and nothing was waiting.
    """
    QCursor.pos()
