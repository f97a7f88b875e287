"""What a drawing consists of, and of what each of its layers is made: fingerprints of code and sources.

A drawing is a stack of groups, each of one layer or of one a record: the skin, the regions, the bones, each muscle,
each point, each zone. A layer's fingerprint takes in

- the modules that its own module imports, and theirs (``art`` alone; not the lists of sheets and poses, which count
  for the drawings that use them);
- the sources that those modules read, and the landmarks that they name;
- its record, with every landmark that the record names;
- the packages that the project pins for the workshop, and the pose in which everything is placed.

So a point that is moved makes that point stale and nothing else. Imports what needs no mesh.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from art import records
from art.poses import PLACING, steps
from art.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIGURES: Final = ("woman", "man")
CODE: Final = records.SOURCES.parent
LISTS: Final = {"art.sheets", "art.poses"}
"""Modules that are lists: what a drawing uses of them counts for that drawing alone."""
GROUND: Final = ("art.seen", "art.ink.forms")
"""What every layer is given to draw on."""
LENGTH: Final = 16
"""Hexadecimal digits of a fingerprint."""
_NAMED: Final = re.compile(r"\s*\+\s*\([^)]*\)\s*$|@[0-9.]+$")


@dataclass(frozen=True)
class Kind:
    """One group of a drawing: its id, the module that draws it, and what its layers' ids begin with."""

    group: str
    module: str
    prefix: str = ""

    def records(self) -> dict[str, Any]:
        """The layers of the group, each with the record that it is drawn from."""
        if self.group == "muscles":
            made: dict[str, Any] = {
                name: {key: value for key, value in record.items() if key != "points"}
                for name, record in records.muscles().items()
            }
        elif self.group == "points":
            made = records.points()
        elif self.group == "zones":
            # Spillover keeps out of the essential zone.
            zones = records.zones()
            made = {name: [shapes, zones[name.rpartition(".")[0] + ".essential"]] for name, shapes in zones.items()}
        elif self.group == "sites":
            made = records.read("sites")
        else:
            return {self.group: None}
        return {f"{self.prefix}.{name}": record for name, record in made.items()}


KINDS: Final = (
    Kind("skin", "art.ink.skin"),
    Kind("regions", "art.content.region_paths"),
    Kind("bones", "art.bones.outline"),
    Kind("landmarks", "art.content.landmark_marks"),
    Kind("sites", "art.content.site_paths", "site"),
    Kind("muscles", "art.flesh", "muscle"),
    Kind("points", "art.content.point_marks", "point"),
    Kind("zones", "art.content.zone_paths", "zone"),
)
"""The groups of a drawing in the order of painting."""


def digest(*parts: object) -> str:
    """A fingerprint of things that JSON can say."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:LENGTH]


def text_of(path: Path) -> str:
    """A text file; a checkout may have changed its line ends."""
    return path.read_bytes().replace(b"\r\n", b"\n").decode()


def _file(module: str) -> Path | None:
    """The file of a module of the workshop; None: it is none."""
    stem = CODE.parent.joinpath(*module.split("."))
    return next((path for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.is_file()), None)


def _typing_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _run(tree: ast.Module) -> Iterator[ast.AST]:
    """Everything of a module but what stands there for the type checker alone."""
    for statement in tree.body:
        if not _typing_only(statement):
            yield from ast.walk(statement)


@dataclass(frozen=True)
class Module:
    """What counts of one module: its text's hash, the modules it imports, the sources it reads, the words it names."""

    text: str
    imports: frozenset[str]
    reads: frozenset[str]
    words: frozenset[str]


@cache
def _module(name: str) -> Module:
    path = _file(name)
    if path is None:
        raise ValueError(f"There is no module {name} in the workshop.")
    text = text_of(path)
    imports, reads, words = set(), set(), set()
    for node in _run(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "art":
            imports |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            imports |= {alias.name for alias in node.names if alias.name.split(".")[0] == "art"}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "read":
            reads |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)}
    found = frozenset(module for module in imports if module != "art" and _file(module))
    return Module(digest(text), found, frozenset(reads), frozenset(words))


@cache
def modules(entry: str) -> tuple[str, ...]:
    """The modules of the workshop that draw a layer, by that which draws it; lists are left out."""
    found: set[str] = set()
    left = [entry, *GROUND]
    while left:
        name = left.pop()
        if name in found or name in LISTS:
            continue
        found.add(name)
        package = name.rpartition(".")[0]
        left += [*_module(name).imports, *([package] if "." in package else [])]
    return tuple(sorted(found))


def _names(value: object) -> Iterator[str]:
    """The landmarks that the texts of a record may name."""
    if isinstance(value, str):
        yield from _NAMED.sub("", _NAMED.sub("", value.strip())).split(">")
    elif isinstance(value, dict | list):
        for one in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _names(one)


def landmarks_of(value: object) -> dict[str, Any]:
    """Every landmark that a record stands on, those on which landmarks stand included, with its place."""
    marks = records.read("landmarks")
    found: dict[str, Any] = {}
    left = list(_names(value))
    while left:
        name = left.pop()
        if name in marks and name not in found:
            found[name] = marks[name]
            left += _names(marks[name])
    return found


def pins() -> list[str]:
    """The packages that the project pins for the workshop to one version, such as ``anny==0.6.2``."""
    project = text_of(CODE.parent / "pyproject.toml")
    group = re.search(r"^art = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    return sorted(re.findall(r'"([^"]+==[^"]+)"', group[1])) if group else []


@cache
def made_by(module: str) -> str:
    """Fingerprint of what a module draws with, whatever the record."""
    run = {name: _module(name) for name in modules(module)}
    # Places are looked up by name; another reader of the landmarks may use any of them.
    whole = {name for one in run for name in run[one].reads if not (one == "art.places" and name == "landmarks")}
    sources = {name: records.read(name) for name in sorted(whole)}
    words = sorted({word for one in run.values() for word in one.words})
    code = {name: one.text for name, one in run.items()}
    return digest(code, sources, landmarks_of([words, sources]), pins(), _turns(PLACING))


@cache
def fingerprints() -> dict[str, str]:
    """Every layer of the workshop, in the order of the groups, with the fingerprint of what it is made from now."""
    return {
        name: digest(made_by(kind.module), record, landmarks_of(record))
        for kind in KINDS
        for name, record in kind.records().items()
    }


def _turns(pose: str) -> list[str]:
    return [repr(step) for figure in FIGURES for step in steps(figure, pose)]


@cache
def drawings() -> dict[str, str]:
    """Every drawing (``woman/front.svg``) with the fingerprint of its sheet: camera, window and pose.

    Where that has changed, all layers are stale.
    """
    made = {}
    for figure in FIGURES:
        for sheet in SHEETS:
            told = {f.name: repr(getattr(sheet, f.name)) for f in fields(sheet) if getattr(sheet, f.name) != f.default}
            turns = [repr(step) for step in steps(figure, sheet.pose)]
            made[f"{figure}/{sheet.id}.svg"] = digest(told, turns, landmarks_of(list(sheet.around)))
    return made


def forget() -> None:
    """Ask the files anew at the next question: for tests that change them."""
    records.forget()
    for cached in (_module, modules, made_by, fingerprints, drawings):
        cached.cache_clear()
