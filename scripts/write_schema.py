"""Writes the JSON Schema of the atlas, made from the model, to ``resources/points.schema.json``."""

from __future__ import annotations

from bodymap import assets
from bodymap.core.loading import schema_text

if __name__ == "__main__":
    assets.schema_path().write_text(schema_text(), encoding="utf-8")
