"""What bodymap remembers between runs, kept in one INI file that Qt writes atomically.

A missing, corrupted or hand-edited file costs nothing but the memory: each setting falls back to its default alone.
Light module: it is imported before the first paint. The settings themselves stand beside it: ``window``, ``state``,
``hold``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QSettings

from bodymap.core.user_files import settings_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class Setting(Generic[T]):
    """One remembered value: where it stands in the file, its default, and how its text is read and written.

    ``parse`` raises ``ValueError`` for a text that is no value of this setting.
    """

    __slots__ = ("default", "key", "parse", "text")

    def __init__(self, key: str, default: T, parse: Callable[[str], T], text: Callable[[T], str] = str) -> None:
        self.key: Final = key
        self.default: Final = default
        self.parse: Final = parse
        self.text: Final = text


def one_of(*allowed: str) -> Callable[[str], Any]:
    """Return a reader of one of these words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(text)
        return text

    return parse


def between(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of a whole number in this range, ends included."""

    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(text)
        return value

    return parse


def yes_no(key: str, *, default: bool) -> Setting[bool]:
    """Return a setting that is on or off."""
    read = one_of("true", "false")
    return Setting(key, default, lambda text: bool(read(text) == "true"), lambda yes: "true" if yes else "false")


class Settings:
    """The remembered values. ``path`` is the INI file; without one it stands in the user's configuration folder."""

    def __init__(self, path: Path | None = None) -> None:
        place = path or settings_path()
        _drop_open_lines(place)
        self._file = QSettings(str(place), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """Return a remembered value, or its default when there is none or none that can be read."""
        text = self._file.value(setting.key)
        if not isinstance(text, str):
            return setting.default
        try:
            return setting.parse(text)
        except ValueError:
            return setting.default

    def put(self, setting: Setting[T], value: T) -> None:
        """Remember a value from now on."""
        self._file.setValue(setting.key, setting.text(value))

    def save(self) -> None:
        """Write the file now, whole or not at all. A folder that cannot be written loses the memory only."""
        self._file.sync()


def _drop_open_lines(path: Path) -> None:
    """Take lines out of the file that would swallow those behind them: a quote that is not closed, a last backslash.

    None of bodymap's own lines is like that. A file that cannot be read or written stays as it is.
    """
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not _is_open(line)]
        if len(kept) < len(lines):
            new = path.with_name(path.name + ".new")
            new.write_bytes(b"".join(kept))
            new.replace(path)
    except OSError:
        return


def _is_open(line: bytes) -> bool:
    bare = line.rstrip(b"\r\n").replace(b"\\\\", b"").replace(b'\\"', b"")
    return bare.count(b'"') % 2 == 1 or bare.endswith(b"\\")
