"""The language of everything that is said: interface, command line, findings, and sentences made from records.

``tr`` and its siblings are what the collecting tool looks for (``make translations``), so a text that does not go
through one of them is not translated. Without a catalogue they return the English text; nothing is imported for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

_catalogue: NullTranslations | None = None


def use(catalogue: NullTranslations | None) -> None:
    """Say everything in the language of this catalogue from now on; ``None`` is English."""
    global _catalogue
    _catalogue = catalogue


def tr(text: str) -> str:
    """Return a text in the language in use. Placeholders are filled in afterwards."""
    return text if _catalogue is None or not text else _catalogue.gettext(text)


def trn(one: str, many: str, count: int) -> str:
    """Return the form of a text that belongs to this number, with ``{count}`` left to be filled in."""
    if _catalogue is None:
        return one if count == 1 else many
    return _catalogue.ngettext(one, many, count)


def trc(context: str, text: str) -> str:
    """Return a text that means different things in different places, such as "Hold"; ``context`` says which."""
    return text if _catalogue is None else _catalogue.pgettext(context, text)


def msg(text: str) -> str:
    """Mark a text for the collecting tool where it is written; ``tr`` translates it where it is said."""
    return text
