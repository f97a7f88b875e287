"""A short run of each campaign; the long ones are commands (``python -m tests.campaign``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.campaign import atlases, drawings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_damaged_atlases() -> None:
    report = atlases.run(120, seed=8)
    assert report.faults == []
    assert min(report.refused, report.told) > 20


def test_damaged_drawings(qapp: QApplication) -> None:
    report = drawings.run(40, seed=8)
    assert report.faults == []
    assert min(report.refused, report.told) > 10
