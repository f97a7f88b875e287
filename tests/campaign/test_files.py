"""A short run of each campaign; the long ones are commands (``python -m tests.campaign``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.campaign import atlases, drawings, paintings

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


def test_damaged_paintings() -> None:
    report = paintings.run(120, seed=8)
    assert report.faults == [], str(report)
    assert min(report.tries["read paintings"], report.tries["refused paintings"]) > 20
