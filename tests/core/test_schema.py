"""The published schema is the model's, and the shipped atlas keeps it."""

from __future__ import annotations

import json

import jsonschema
import pytest

from bodymap import assets
from bodymap.core.loading import pack_schema_text, schema_text
from tests.atlas_samples import SAMPLE, sample
from tests.core.test_packs import pack

SCHEMA = json.loads(schema_text())


def test_the_published_schema_is_made_from_the_model() -> None:
    assert assets.schema_path().read_text(encoding="utf-8") == schema_text(), "run: make schema"
    assert assets.pack_schema_path().read_text(encoding="utf-8") == pack_schema_text(), "run: make schema"


def test_the_shipped_atlas_keeps_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(assets.points_path().read_text(encoding="utf-8")), SCHEMA)


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    jsonschema.validate(SAMPLE, SCHEMA)
    data = sample()
    data["muscles"][0]["points"][0]["pressure"]["target"] = [5, 11]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_the_schema_is_strict_but_for_a_word_where_it_is() -> None:
    jsonschema.validate({"$schema": "points.schema.json", **SAMPLE}, SCHEMA)
    inside = sample()
    inside["muscles"][0]["points"][0]["find"]["novelty"] = 1
    for data in ({**SAMPLE, "novelty": 1}, inside):
        with pytest.raises(jsonschema.ValidationError, match="novelty"):
            jsonschema.validate(data, SCHEMA)


def test_a_pack_keeps_the_schema_of_packs() -> None:
    schema = json.loads(pack_schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"$schema": "pack.schema.json", **pack()}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**pack(), "regions": []}, schema)
