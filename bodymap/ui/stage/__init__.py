"""The stage and the strip: the drawings, large and small, and what is lit on them."""

from bodymap.ui.stage.strip import StripView
from bodymap.ui.stage.view import StageView

__all__ = ["StageView", "StripView"]
