"""Bones of both figures in every pose that a sheet takes."""

from __future__ import annotations

from art.layers import FIGURES
from art.sheets import SHEETS

POSES = sorted({sheet.pose for sheet in SHEETS})
POSED = [(figure, pose) for figure in FIGURES for pose in POSES]
