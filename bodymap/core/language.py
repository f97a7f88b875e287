"""The language of everything that is said: interface, command line, findings, and sentences made from records.

``tr`` and its siblings are what the collecting tool looks for (``make translations``), so a text that does not go
through one of them is not translated. Without a catalogue they return the English text; nothing is imported for it.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from gettext import NullTranslations
    from pathlib import Path

ENGLISH: Final = "en"
DOMAIN: Final = "bodymap"
"""The name of the catalogues: ``<language>/LC_MESSAGES/bodymap.mo`` in the folder of translations."""
_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE: Final = frozenset({"c", "posix"})

_catalogue: NullTranslations | None = None
_code = ENGLISH


class UnknownLanguageError(LookupError):
    """bodymap does not speak this language; the message says which it speaks."""


def use(catalogue: NullTranslations | None, code: str = ENGLISH) -> None:
    """Say everything in the language of this catalogue from now on; ``None`` is English."""
    global _catalogue, _code
    _catalogue, _code = catalogue, code


def code() -> str:
    """Return the language in use, such as "en" or "de"."""
    return _code


def choose(folder: Path, wanted: str = "") -> None:
    """Speak the language ``wanted``, or without one the first of the system's that bodymap speaks, or English.

    ``folder`` holds the catalogues. Raises ``UnknownLanguageError`` when a language is wanted that is not there.
    """
    if not follow(folder, (wanted,) if wanted else system_languages()) and wanted:
        message = tr("bodymap does not speak “{language}”. It speaks: {languages}.")
        raise UnknownLanguageError(message.format(language=wanted, languages=", ".join(spoken(folder))))
    if wanted:
        # Python's library and Qt ask for it here.
        os.environ["LANGUAGE"] = code()


def follow(folder: Path, names: Iterable[str]) -> bool:
    """Speak the first of these languages that bodymap speaks, and return whether there is one; else English."""
    for name in names:
        found = _spoken_as(folder, name)
        if found and _speak(folder, found):
            return True
    use(None)
    return False


def spoken(folder: Path) -> tuple[str, ...]:
    """Return the languages that there are catalogues of, and English, in alphabetical order."""
    found = {path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted(found | {ENGLISH}))


def system_languages(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the languages that the system is set to, best first, such as "de_AT.UTF-8"; empty where it says none."""
    told = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    if not told and sys.platform == "win32":
        import ctypes
        import locale

        told = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return tuple(part for part in told.split(":") if part)


def take_option(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the language that ``--language`` asks for, and the arguments without it; no language is empty.

    It is read before all else, since even the help is said in it. Raises ``UnknownLanguageError`` without a value.
    """
    rest, wanted, waiting = [], "", iter(arguments)
    for argument in waiting:
        name, is_given, value = argument.partition("=")
        if name != "--language":
            rest.append(argument)
            continue
        wanted = value if is_given else next(waiting, "")
        if not wanted:
            raise UnknownLanguageError(tr("“--language” needs a language after it, such as “--language de”."))
    return wanted, rest


def _spoken_as(folder: Path, name: str) -> str:
    """Return what the catalogues call a language: "de" for "de_AT.UTF-8"; empty where there is none."""
    locale = name.partition(".")[0].partition("@")[0].replace("-", "_")
    language = locale.partition("_")[0].lower()
    if language == ENGLISH or language in _NO_LANGUAGE:
        return ENGLISH
    tries = (locale, language) if language.isalpha() else ()
    return next((one for one in tries if _compiled(folder, one).is_file()), "")


def _speak(folder: Path, language: str) -> bool:
    """Speak a language whose catalogue is there, and return whether the catalogue could be read."""
    if language == ENGLISH:
        use(None)
        return True
    import gettext
    import struct

    try:
        with _compiled(folder, language).open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error):
        return False
    use(catalogue, language)
    # argparse, and whatever else of Python's library speaks, looks its texts up here.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, folder)
    gettext.textdomain(DOMAIN)
    return True


def _compiled(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"


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


def number(value: float, digits: int = 3) -> str:
    """Return a number with at most so many significant digits and the decimal mark of the language."""
    return f"{value:.{digits}g}".replace(".", trc("decimal mark", "."))


def moment(iso: str) -> str:
    """Return day and time of a moment that is written as ISO 8601, to the minute."""
    return _filled(trc("day and time", "{year}-{month}-{day} {hour}:{minute}"), iso)


def day(iso: str) -> str:
    """Return the day of such a moment without its year."""
    return _filled(trc("day without year", "{month}-{day}"), iso)


def time_of_day(iso: str) -> str:
    """Return the time of such a moment, to the minute."""
    return _filled(trc("time of day", "{hour}:{minute}"), iso)


def _filled(pattern: str, iso: str) -> str:
    return pattern.format(year=iso[:4], month=iso[5:7], day=iso[8:10], hour=iso[11:13], minute=iso[14:16])
