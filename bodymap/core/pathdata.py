"""Path data: the one place that knows how an outline is written in a drawing.

Understood are M, L, H, V, C and Z, absolute and relative, with numbers in plain decimals, as SVG writes them; less
than SVG allows, so that nothing can be read in two ways. An outline begins with M, and after Z the next one does.
What comes out is always absolute, M, C, L and Z alone, and in the drawing's units: what it is written in may be finer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REACH: Final = 10_000
"""Coordinates stay below this, in a drawing's units: a few times the largest drawing."""

MOVE, CURVE, LINE, CLOSE = b"MCLZ"
"""The commands of an outline, each as it stands in bytes."""
_NUMBERS_OF: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}

# What the workshop writes is recognised and read at the speed of C. Without its digits it has one shape; what stands
# between its letters, commas and spaces are numbers as JSON has them, and no reader of those is faster. It writes whole
# numbers, relative from the last place, and of curves that follow one another the letter once:
# "m125 70c-5 12 0 30-10 45 3 9 1 2 8 8l20-1z"; or all absolute, as it used to.
_DIGITS: Final = b"0123456789.-"
_CURVES_GAP: Final = b" " * 6
"""Without its digits a curve whose letter is left out is this."""
_plain_shape: Final = re.compile(rb"(?:M,(?:C, , ,|L,)*+Z?)+").fullmatch
_short_shape: Final = re.compile(rb"(?:m (?:c {5}(?: {6})*+|l )*+z?)+").fullmatch
_SHORT: Final = bytes.maketrans(b"mcl ", b",,,,")
_COMMAS: Final = bytes.maketrans(b"MCL ", b",,,,")
_NOUGHTS: Final = bytes.maketrans(b"123456789", b"000000000")
_MANY_DIGITS: Final = b"000000"
_decode_numbers: Final = Decoder(list[float]).decode

_SPACE: Final = r"[ \t\r\n]"
_NUMBER: Final = r"-?(?:[0-9]{1,12}+(?:\.[0-9]{1,20}+)?+|\.[0-9]{1,20}+)(?![0-9.])"
_BETWEEN: Final = rf"(?:{_SPACE}++(?:,{_SPACE}*+)?+|,{_SPACE}*+|(?=-))"
_segments: Final = re.compile(rf"([A-Za-z]){_SPACE}*([^A-Za-z]*)").findall
_numbers: Final = re.compile(_NUMBER).findall
_is_numbers: Final = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})*+{_SPACE}*").fullmatch


class PathError(ValueError):
    """Path data is not written as it must be, or too intricate to be measured; says how."""


class Outline(Struct, frozen=True, eq=False):
    """A path that has been found good. ``data`` is its text; it is taken apart when it is wanted.

    ``fineness``: so many of the units that it is written in are one of its drawing.
    """

    data: bytes
    fineness: int = 1

    def steps(self) -> tuple[bytes, list[float]]:
        """Return the commands, each ``MOVE``, ``CURVE``, ``LINE`` or ``CLOSE``, and all their numbers in one row.

        The first command is MOVE, and so is one after CLOSE. MOVE and LINE have x and y of where they go, CURVE those
        of its two handles before them, CLOSE has none. Every number is finite and less than ``REACH`` from 0.
        """
        commands, numbers = _read(self.data, self.fineness)
        fineness = self.fineness
        return commands, (numbers if fineness == 1 else [number / fineness for number in numbers])


def read_path(d: str, fineness: int = 1) -> Outline:
    """Return path data as an outline. Raises ``PathError`` that says what is wrong with it."""
    try:
        data = d.encode("ascii")
    except UnicodeEncodeError as error:
        raise PathError(tr("“{text}” stands where a number should").format(text=d[error.start])) from None
    _read(data, fineness)
    return Outline(data, fineness)


def _read(data: bytes, fineness: int) -> tuple[bytes, list[float]]:
    """Return commands and numbers of path data, these in its own units. Raises ``PathError``."""
    reach = REACH * fineness
    return _read_short(data, reach) or _read_plain(data, reach) or _read_any(data.decode("ascii"), reach)


def _read_short(data: bytes, reach: float) -> tuple[bytes, list[float]] | None:
    """Read path data as the workshop writes it; ``None`` when this is not like that, or leads too far away."""
    apart = data.replace(b"-", b" -").replace(b"m -", b"m-").replace(b"c -", b"c-").replace(b"l -", b"l-")
    shape = apart.translate(None, _DIGITS)
    if not _short_shape(shape):
        return None
    if b"." in apart:  # JSON wants a digit before each point
        apart = apart.replace(b" .", b" 0.").replace(b"m.", b"m0.").replace(b"c.", b"c0.").replace(b"l.", b"l0.")
        apart = apart.replace(b"-.", b"-0.")
    numbers = _numbers_of(apart.translate(_SHORT, b"z"))
    if numbers is None:
        return None
    commands = shape.replace(_CURVES_GAP, b"c").translate(None, b" ").upper()
    _make_absolute(commands, numbers)
    return (commands, numbers) if _stays_near(numbers, reach) else None


def _read_plain(data: bytes, reach: float) -> tuple[bytes, list[float]] | None:
    """Read absolute path data as the workshop used to write it; ``None`` when this is not like that."""
    if not _plain_shape(data.translate(None, _DIGITS)):
        return None
    numbers = _numbers_of(data.translate(_COMMAS, b"Z"))
    if numbers is None or not _stays_near(numbers, reach):
        return None
    return data.translate(None, _DIGITS + b", "), numbers


def _numbers_of(text: bytes) -> list[float] | None:
    """Return the numbers of path data that has a comma for each letter; ``None`` if JSON does not know such numbers."""
    if _MANY_DIGITS in text.translate(_NOUGHTS):
        return None
    try:
        return _decode_numbers(b"[" + text[1:] + b"]")
    except DecodeError:
        return None


def _stays_near(numbers: list[float], reach: float) -> bool:
    return max(numbers) < reach and min(numbers) > -reach


def _make_absolute(commands: bytes, numbers: list[float]) -> None:
    """Count the numbers of these commands, each relative to where the one before ended, from 0, 0."""
    x = y = first_x = first_y = 0.0
    at = 0
    for command in commands:
        if command == CURVE:
            numbers[at] += x
            numbers[at + 1] += y
            numbers[at + 2] += x
            numbers[at + 3] += y
            at += 4
        elif command == CLOSE:
            x, y = first_x, first_y
            continue
        numbers[at] = x = x + numbers[at]
        numbers[at + 1] = y = y + numbers[at + 1]
        at += 2
        if command == MOVE:
            first_x, first_y = x, y


def _read_any(d: str, reach: float) -> tuple[bytes, list[float]]:
    """Read path data of every kind that is understood. Raises ``PathError``."""
    start = re.match(rf"{_SPACE}*", d).end()  # type: ignore[union-attr]  # matches always
    if d[start : start + 1] not in {"M", "m"}:
        raise PathError(tr("the path does not begin with M"))
    pen = _Pen(reach)
    for letter, text in _segments(d[start:]):
        if letter.upper() not in _NUMBERS_OF:
            raise PathError(tr("the path has a command other than M, L, H, V, C and Z: {letter}").format(letter=letter))
        pen.draw(letter, _values(text))
    return bytes(pen.commands), pen.numbers


def _values(text: str) -> list[float]:
    if not text:
        return []
    if not _is_numbers(text):
        strange = "".join(re.split(rf"{_NUMBER}|[\s,]", text)) or text.strip()
        raise PathError(tr("“{text}” stands where a number should").format(text=strange[:20]))
    return list(map(float, _numbers(text)))


class _Pen:
    """Follows path data and notes it down in absolute terms.

    Attributes:
        commands: what was drawn so far, as ``Outline.steps`` returns it.
        numbers: its numbers.

    """

    def __init__(self, reach: float) -> None:
        self.commands = bytearray()
        self.numbers: list[float] = []
        self._reach = reach
        self._x = self._y = 0.0
        self._start = (0.0, 0.0)
        self._closed = True
        self._verbs: dict[str, Callable[[Sequence[float], float, float], None]] = {
            "L": self._line,
            "H": lambda values, x, _y: self._to(LINE, x + values[0], self._y),
            "V": lambda values, _x, y: self._to(LINE, self._x, y + values[0]),
            "C": self._curve,
        }

    def draw(self, letter: str, values: Sequence[float]) -> None:
        """Draw one command with all that follows it; numbers beyond the first set repeat it. Raises ``PathError``."""
        command, count = letter.upper(), _NUMBERS_OF[letter.upper()]
        if (len(values) % count or not values) if count else values:
            raise PathError(tr("{letter} does not have the numbers that it needs").format(letter=letter))
        if command == "Z":
            self._close()
            return
        if command == "M":
            self._move(values, relative=letter == "m")
            values, command = values[2:], "L"
        elif self._closed:
            raise PathError(tr("{letter} stands where an outline should begin with M").format(letter=letter))
        draw, count = self._verbs[command], _NUMBERS_OF[command]
        for at in range(0, len(values), count):
            x, y = (self._x, self._y) if letter.islower() else (0.0, 0.0)
            draw(values[at : at + count], x, y)

    def _to(self, command: int, x: float, y: float) -> None:
        if not _stays_near([x, y], self._reach):
            raise PathError(tr("the path leads far away from the drawing"))
        self.commands.append(command)
        self.numbers += (x, y)
        self._x, self._y = x, y

    def _move(self, values: Sequence[float], *, relative: bool) -> None:
        x, y = (self._x, self._y) if relative else (0.0, 0.0)
        self._to(MOVE, x + values[0], y + values[1])
        self._start, self._closed = (self._x, self._y), False

    def _line(self, values: Sequence[float], x: float, y: float) -> None:
        self._to(LINE, x + values[0], y + values[1])

    def _curve(self, values: Sequence[float], x: float, y: float) -> None:
        x1, y1, x2, y2, x3, y3 = values
        handles = (x + x1, y + y1, x + x2, y + y2)
        if not _stays_near([*handles], self._reach):
            raise PathError(tr("the path leads far away from the drawing"))
        self.numbers += handles
        self._to(CURVE, x + x3, y + y3)

    def _close(self) -> None:
        if self._closed:
            raise PathError(tr("{letter} stands where an outline should begin with M").format(letter="Z"))
        self.commands.append(CLOSE)
        self._x, self._y = self._start
        self._closed = True
