"""What Python and the binding do at every start that nobody has any use for.

Light module: it comes before everything else of the window's.
"""

from __future__ import annotations

import gc
import sys


def spare_sources() -> None:
    """Have the binding not read the source of every module.

    It looks for ``PySide6`` in it, to know where ``from __feature__ import snake_case`` could be in force, which it is
    nowhere here; and Python keeps every line that was read. That is 5 MB, and a twentieth of a start. Where the
    binding works in another way, it goes on as it does.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: True)  # noqa: B010 - nobody knows its type
    lines = sys.modules.get("linecache")
    if lines is not None:
        # What it has read until now, of Python's own modules.
        lines.clearcache()


def begin() -> None:
    """Look for no garbage while the window opens: what is made then stays."""
    spare_sources()
    gc.disable()


def end() -> None:
    """Look for garbage again, and not among what has been made so far."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
