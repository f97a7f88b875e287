"""What each table and column of the data set is, as a Frictionless data package says it (Table Schema)."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

NAME: Final = "bodymap-referral-atlas"
TITLE: Final = "Bodymap Referral Atlas"
TEXTS: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
GEOMETRY: Final = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
_ABOUT: Final = (
    "Trigger points of muscles, where their pain is commonly reported, how they are found and pressed, what to take "
    "care of, with sources and how sure each pattern is; zones on the skin of two figures. The patient's right. "
    "No diagnosis."
)


class Column(NamedTuple):
    """A column: name, type of Table Schema, what it is, its constraints, and the table and column that it refers to."""

    name: str
    kind: str = "string"
    says: str = ""
    constraints: dict[str, Any] = {}  # noqa: RUF012 - never changed
    refers: tuple[str, str] | None = None


def _id(says: str) -> Column:
    return Column("id", "string", says, {"required": True, "unique": True})


def _ref(name: str, table: str, column: str = "id", says: str = "", *, required: bool = True) -> Column:
    return Column(name, "string", says, {"required": True} if required else {}, (table, column))


def _one_of(name: str, *values: str, says: str = "", required: bool = True) -> Column:
    return Column(name, "string", says, {"enum": list(values), **({"required": True} if required else {})})


_SOURCES: Final = Column("sources", says="ids of sources, parted by |")
_POINT: Final = _ref("point", "points")
COLUMNS: Final[dict[str, tuple[Column, ...]]] = {
    "muscles": (
        _id("never used again for another muscle"),
        Column("name"),
        Column("client_name", says="in a client's words"),
        Column("latin", says="Terminologia Anatomica, 2nd edition"),
        Column("ta2", says="numbers in TA2, parted by |"),
        Column("fma", says="numbers in the Foundational Model of Anatomy, parted by |"),
        Column("uberon", says="terms of Uberon, parted by |; empty where it has none"),
        Column("group"),
        _one_of("depth", "superficial", "intermediate", "deep"),
        Column("origin"),
        Column("insertion"),
        Column("actions", says="parted by |"),
        Column("nerve"),
        _SOURCES,
    ),
    "points": (
        _id("never used again for another point"),
        _ref("muscle", "muscles"),
        Column("label", says="its number in the muscle"),
        Column("part"),
        Column("landmarks", says="how to find it"),
        Column("position"),
        Column("referral", says="where it is commonly reported, in words"),
        _one_of("felt", "pain", "sign", says="a sign is no pain, such as gooseflesh"),
        Column("protocol", says="way of pressing; empty where it is not pressed"),
        Column("tools", says="parted by |"),
        Column("hold_min", "number", "seconds"),
        Column("hold_max", "number", "seconds"),
        Column("target_min", "integer", "discomfort aimed at, on the client's scale", {"minimum": 1, "maximum": 10}),
        Column("target_max", "integer", "", {"minimum": 1, "maximum": 10}),
        Column("limit", "integer", "over this lighten", {"minimum": 1, "maximum": 10}),
        _one_of("unpressed", "out of reach", "not safe", says="why it is not pressed", required=False),
        _one_of("confidence", "measured", "classic", "limited", "disputed", says="how sure the pattern is"),
        Column("people", "integer", "measured in so many"),
        Column("note", says="why the pattern is so sure, and what varies"),
        _SOURCES,
    ),
    "zones": (
        _POINT,
        _one_of("kind", "essential", "spillover", "elsewhere", says="elsewhere: named by other texts, not drawn"),
        _ref("region", "regions", "code"),
        _SOURCES,
    ),
    "regions": (
        Column("code", constraints={"required": True, "unique": True}),
        Column("label"),
        Column("client"),
        _ref("parent", "regions", "code", required=False),
    ),
    "sources": (
        _id(""),
        Column("kind"),
        Column("authors"),
        Column("year", "integer"),
        Column("title"),
        Column("url"),
    ),
    "conditions": (
        _id(""),
        Column("name"),
        Column("icd10", says="codes of WHO's ICD-10, the nearest first, parted by |"),
        Column("aliases", says="parted by |"),
        Column("plain", says="in a client's words"),
        Column("red_flags", says="signs to refer for, parted by |"),
        Column("places", says="codes of regions where it is felt, parted by |"),
        _SOURCES,
    ),
    "points_conditions": (
        _POINT,
        _ref("condition", "conditions"),
        _one_of("grade", "core", "also", "rare", says="how closely they go together"),
        Column("reason"),
        _SOURCES,
    ),
    "links": (
        _POINT,
        _ref("muscle", "muscles", says="where to look next"),
        _ref("to_point", "points", says="where the source names one", required=False),
        _one_of("tie", "satellite", "neighbour", "antagonist"),
        _SOURCES,
    ),
    "cautions": (_POINT, Column("structure"), Column("risk"), Column("instead"), _SOURCES),
    "sites": (_id(""), Column("name"), Column("client_name"), Column("risk"), Column("instead"), _SOURCES),
    "points_sites": (
        _POINT,
        _ref("site", "sites"),
        Column("cm", "number", "from the point to the site's edge; 0: the point is in it"),
    ),
    "cells": (
        Column("cell", "integer", "a patch of the skin, the same on both figures", {"required": True, "unique": True}),
        _ref("region", "regions", "code"),
        Column("area_cm2", "number", "on the reference surface"),
        Column("mirror", "integer", "the cell on the other side"),
    ),
    "zone_cells": (
        _POINT,
        _one_of("kind", "essential", "spillover"),
        Column("cell", "integer", "", {"required": True}, ("cells", "cell")),
        Column("weight", "integer", "1 at the rim, 255 in the middle", {"minimum": 1, "maximum": 255}),
    ),
}
"""Every table by its name, column by column."""
_DRAWN: Final = frozenset({"cells", "zone_cells", "points_sites"})
"""Tables that say where something lies, and no more."""


def descriptor(version: str) -> dict[str, Any]:
    """Return what ``datapackage.json`` says."""
    return {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": _ABOUT,
        "version": version,
        "licenses": [TEXTS, GEOMETRY],
        "contributors": [{"title": "The bodymap authors", "role": "author"}],
        "keywords": ["trigger points", "referred pain", "myofascial pain", "anatomy"],
        "resources": [
            *(_table(name, columns) for name, columns in COLUMNS.items()),
            {
                "name": "atlas", "path": "atlas.json", "format": "json", "mediatype": "application/json",
                "description": "every record in full; atlas.schema.json is its schema", "licenses": [TEXTS],
            },
        ],
    }  # fmt: skip


def _table(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    keys = [
        {
            "fields": column.name,
            "reference": {"resource": _resource(name, column.refers[0]), "fields": column.refers[1]},
        }
        for column in columns
        if column.refers is not None
    ]
    fields = [
        {
            "name": column.name,
            "type": column.kind,
            **({"description": column.says} if column.says else {}),
            **({"constraints": column.constraints} if column.constraints else {}),
        }
        for column in columns
    ]
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": [GEOMETRY if name in _DRAWN else TEXTS],
        "schema": {"fields": fields, "missingValues": [""], **({"foreignKeys": keys} if keys else {})},
    }


def _resource(here: str, table: str) -> str:
    """Return what a table is called where another refers to it; one refers to itself by nothing."""
    return "" if here == table else table.replace("_", "-")
