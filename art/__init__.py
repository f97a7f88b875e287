"""The art workshop: places everything once on one body surface and draws every sheet from it."""
