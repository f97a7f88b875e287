"""The drawings whose every place is known, and a stage over them."""

from tests.drawn_stage import index, library, make_stage, stage, svg_root

__all__ = ["index", "library", "make_stage", "stage", "svg_root"]
