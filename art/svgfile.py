"""A drawing's file taken apart into its layers and put together again. What is drawn is kept to the byte.

The workshop writes one element a line, a group's start and end on lines of their own; so the file itself is where a
layer that need not be drawn again is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from art.pathtext import SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUPS: Final = ("skin", "regions", "bones", "landmarks", "sites", "muscles", "points", "zones")
"""In the order of painting."""
WHOLE: Final = {"skin", "regions", "bones", "landmarks"}
"""Groups that are one layer, not one a record."""
HIDDEN: Final = {"regions", "bones", "landmarks", "sites", "points", "zones"}
"""What a person who opens the file sees only when asking for it."""
IN_UNITS: Final = {"landmarks", "points"}
"""Groups of circles alone, written in the sheet's units; all others are written in tenths."""
_ID: Final = re.compile(r'id="([^"]+)"')
_USE: Final = re.compile(r'<use href="#([^"]+)"/>\n')
_VIEW_BOX: Final = re.compile(r'viewBox="0 0 (\S+) (\S+)"')


def group(name: str, content: str, **attributes: str) -> str:
    """A group's text."""
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<g id="{name}"{extra}>\n{content}</g>\n'


def together(head: str, blocks: dict[str, str]) -> str:
    """The file: its head and its groups; ``blocks`` by the ids of layers, those of one group in painting order."""
    body = ""
    for name in GROUPS:
        content = blocks.get(name, "") if name in WHOLE else "".join(_of(name, blocks))
        scaled = {} if name in IN_UNITS else {"transform": SCALE}
        body += group(name, content, **({"display": "none"} if name in HIDDEN else {}), **scaled)
    return f"{head}{body}</svg>\n"


def _of(name: str, blocks: dict[str, str]) -> Iterable[str]:
    """The blocks of a group that has one a record: what they share first."""
    yield blocks.get(shared(name), "")
    prefix = name.removesuffix("s") + "."
    drawn: dict[str, str] = {}
    for layer, text in blocks.items():
        if not text or not layer.startswith(prefix):
            continue
        # Points that refer to the same place share one drawing of it.
        other = drawn.setdefault(_inside(text), layer) if name == "zones" else layer
        yield text if other == layer else text.replace(_inside(text), f'<use href="#{other}"/>\n')


def shared(name: str) -> str:
    """The key of what the layers of a group share: its gradients."""
    return f"{name}.shared"


def size(text: str) -> tuple[str, str]:
    """Width and height of a drawing in sheet units, as they are written."""
    found = _VIEW_BOX.search(text)
    if found is None:
        raise ValueError("The drawing has no view box.")
    return found[1], found[2]


def apart(text: str) -> dict[str, str]:
    """A file's layers by their ids; a layer that shows nothing is not in it."""
    blocks = _blocks(text)
    for key, block in blocks.items():
        blocks[key] = _USE.sub(lambda match: _inside(blocks.get(match[1], "")), block)
    return blocks


def _inside(block: str) -> str:
    """A group's text without the lines that begin and end it."""
    return "".join(block.splitlines(keepends=True)[1:-1])


def _blocks(text: str) -> dict[str, str]:
    blocks: dict[str, str] = {}
    outer, layer, depth = "", "", 0
    for line in text.splitlines(keepends=True):
        opens, closes = line.startswith("<g "), line.startswith("</g>")
        if depth == 0:
            if opens:
                outer, depth = _named(line), 1
            continue
        if closes and depth == 1:
            outer, layer, depth = "", "", 0
            continue
        if outer in WHOLE:
            key = outer
        elif depth == 1 and not layer:
            key = _named(line) if opens or line.startswith("<circle ") else shared(outer)
        else:
            key = layer
        blocks[key] = blocks.get(key, "") + line
        if opens:
            depth, layer = depth + 1, key
        elif closes:
            depth -= 1
            layer = layer if depth > 1 else ""
    return blocks


def _named(line: str) -> str:
    found = _ID.search(line)
    if found is None:
        raise ValueError(f"A group without an id: {line[:80]}")
    return found[1]
