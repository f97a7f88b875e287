"""Writes the JSON Schemas of the atlas and of packs, made from the model, to ``resources/*.schema.json``."""

from __future__ import annotations

from bodymap import assets
from bodymap.core.loading import pack_schema_text, schema_text

if __name__ == "__main__":
    assets.schema_path().write_text(schema_text(), encoding="utf-8")
    assets.pack_schema_path().write_text(pack_schema_text(), encoding="utf-8")
