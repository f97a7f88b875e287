"""The drawings whose every place is known."""

from tests.drawn_stage import index, library, svg_root

__all__ = ["index", "library", "svg_root"]
