"""Path data: what is understood, and that nothing else is let through."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core import pathdata
from bodymap.core.pathdata import PathError, _read_any, _read_short, read_path

PLACES = st.integers(-9_999, 9_999).map(lambda tenths: tenths / 10)
PAIRS = st.tuples(PLACES, PLACES)
STEPS = st.one_of(st.tuples(st.just("L"), PAIRS), st.tuples(st.just("C"), PAIRS, PAIRS, PAIRS))
OUTLINES = st.tuples(PAIRS, st.lists(STEPS, max_size=6), st.booleans())


def steps(d: str) -> tuple[str, list[float]]:
    commands, numbers = read_path(d).steps()
    return commands.decode(), numbers


def absolute(outlines: list[Any]) -> str:
    parts = []
    for start, drawn, closed in outlines:
        parts.append(f"M{start[0]:g},{start[1]:g}")
        parts += [letter + " ".join(f"{x:g},{y:g}" for x, y in pairs) for letter, *pairs in drawn]
        parts.append("Z" if closed else "")
    return "".join(parts)


def relative(outlines: list[Any]) -> str:
    """The same, each step from where the one before ended, and as short as can be."""
    out, at = "", (0.0, 0.0)
    for start, drawn, closed in outlines:
        out += f"m{start[0] - at[0]:.1f} {start[1] - at[1]:.1f}"
        at = start
        for letter, *pairs in drawn:
            out += letter.lower() + "".join(f" {x - at[0]:.1f},{y - at[1]:.1f}" for x, y in pairs).replace(" -", "-")
            at = pairs[-1]
        if closed:
            out, at = out + "z", start
    return out


def shortest(outlines: list[Any]) -> str:
    """The same, nothing where a minus parts two numbers, and of curves that follow one another one letter alone."""
    numbers = re.compile(r"-?[0-9]+\.[0-9]")
    short = numbers.sub(lambda number: re.sub(r"\b0\.", ".", f"{float(number[0]):g}"), relative(outlines))
    short = re.sub(r"(?<=[mlc]) ", "", short.replace(",", " ").replace(" -", "-"))
    return re.sub(r"c[^mlz]*", lambda run: "c" + " ".join(run[0].split("c")[1:]).replace(" -", "-"), short)


def in_tenths(outlines: list[Any]) -> str:
    """The same as the workshop writes it."""
    times = [
        (_ten(start), [(letter, *map(_ten, pairs)) for letter, *pairs in drawn], closed)
        for start, drawn, closed in outlines
    ]
    return shortest(times)


def _ten(place: tuple[float, float]) -> tuple[float, float]:
    return round(10 * place[0]), round(10 * place[1])


@given(st.lists(OUTLINES, min_size=1, max_size=3), st.sampled_from([(shortest, 1), (in_tenths, 10)]))
def test_the_shortest_way_of_writing_is_read_the_quick_way(outlines: list[Any], way: Any) -> None:
    write, fineness = way
    d = write(outlines)
    slow = read_path(absolute(outlines)).steps()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pathdata, "_read_any", None)
        commands, numbers = read_path(d, fineness).steps()
    assert commands == slow[0]
    assert numbers == pytest.approx(slow[1], abs=1e-6)


@given(st.text("mclz-. 0159", max_size=30).map(lambda d: "m" + d))
def test_what_is_read_the_quick_way_is_read_alike_the_slow_way(d: str) -> None:
    quick = _read_short(d.encode(), 10_000)
    if quick is not None:
        slow = _read_any(d, 10_000)
        assert quick[0] == slow[0]
        assert quick[1] == pytest.approx(slow[1], abs=1e-6)


def test_what_is_written_finer_reaches_as_far_and_no_farther() -> None:
    assert read_path("m99990 0l5-5", 10).steps() == (b"ML", [9999, 0, 9999.5, -0.5])
    for d in ("m99990 0l10 0", "M99990 0h10", "M100000,0"):
        with pytest.raises(PathError, match="far away"):
            read_path(d, 10)


@given(st.lists(OUTLINES, min_size=1, max_size=3))
def test_relative_and_absolute_draw_the_same(outlines: list[Any]) -> None:
    commands, numbers = steps(absolute(outlines))
    assert numbers == [
        n for start, drawn, _ in outlines for pair in (start, *(p for s in drawn for p in s[1:])) for n in pair
    ]
    again, close = steps(relative(outlines))
    assert again == commands == "".join("M" + "".join(s[0] for s in d) + "Z" * z for _, d, z in outlines)
    assert close == pytest.approx(numbers, abs=1e-6)


@pytest.mark.parametrize(
    ("d", "commands", "numbers"),
    [
        ("M0 0 10 0L10,10 0,10Z", "MLLLZ", [0, 0, 10, 0, 10, 10, 0, 10]),
        (" M 1 , 2\n l-1-.5 ", "ML", [1, 2, 0, 1.5]),
        ("m5 5 1 1zm1 0h2v-3H0V0", "MLZMLLLL", [5, 5, 6, 6, 6, 5, 8, 5, 8, 2, 0, 2, 0, 0]),
        ("M0 0c1 1 2 2 3 3 1 1 2 2 3 3", "MCC", [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]),
    ],
)
def test_every_way_of_writing_that_is_understood(d: str, commands: str, numbers: list[float]) -> None:
    assert steps(d) == (commands, numbers)


@pytest.mark.parametrize(
    "d",
    [
        *("", "L1 1", "5 5", "Z", "M", "M1", "M1 1L2", "M1 1L", "M1 1C1 1 2 2", "5 5L1 1", "M0 0Z5 5", "M0 0ZL1 1"),
        *("M0 0ZZ", "M0 0Z1", "M1.2.3,4", "M1,2.", "M1,,2", "M,1,2", "M1,2,", "M--1,2", "M1,2L1 2 3", "M1_0,2"),
        *("Mnan,0", "Minf,0", "M1e5,0", "M0,0A1,1,0,0,1,6,6", "M0,0Q1,1,2,2", "M0,0X", "M\u0661,0", "M0\x0c0"),
        *(
            "M99999,0",
            f"M{'9' * 400},0",
            f"M0,0{'l9000,0' * 3}",
            f"m0 0{'l9000 0' * 3}",
            "m0 0c1 1 2 2-9999 9m-9 0",
            f"M0,0C1,1,2,2,{'1' * 30},3",
            "M0.5.5,1",
        ),
    ],
)
def test_anything_else_is_an_error(d: str) -> None:
    with pytest.raises(PathError, match=r"\w"):
        read_path(d)


@given(st.text("MCLZmclzhvHV0159.,- e\n", max_size=40))
def test_what_is_let_through_can_be_drawn(d: str) -> None:
    try:
        commands, numbers = steps(d)
    except PathError:
        return
    assert commands[0] == "M"
    assert "ZL" not in commands
    assert "ZC" not in commands
    assert len(numbers) == 2 * (commands.count("M") + commands.count("L") + 3 * commands.count("C"))
    assert all(abs(n) < 10_000 for n in numbers)
