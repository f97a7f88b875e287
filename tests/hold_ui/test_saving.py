"""Pictures that the user saves: whole or not at all, and what stood there before stays when it fails."""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from bodymap import assets
from bodymap.core.hold.records import Begun
from bodymap.core.hold.sessions import Session
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.ui.hold.summary_card import SummaryCard
from bodymap.ui.hold.why import WhyDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bodymap.ui.widgets.message_bar import Message

OLD = b"what was there before"
BEGUN = Begun(
    session="one",
    started="2026-11-21T10:00:00+00:00",
    point_id="infraspinatus-1",
    side="right",
    title="Infraspinatus TrP1",
    protocol_id="static-pressure",
    protocol_name="Static pressure",
    band=(5, 7),
    limit=7,
    hold=(8, 20),
    rounds=1,
)


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond some bytes, as on a disk that is nearly full."""
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, ignored)


def save_why(path: Path, qtbot) -> str:
    dialog = WhyDialog(AtlasIndex(load_atlas(assets.points_path()).atlas), "client")
    qtbot.addWidget(dialog)
    dialog.save_to(path)
    return dialog.said.text()


def save_summary(path: Path, qtbot) -> str:
    card = SummaryCard()
    qtbot.addWidget(card)
    told: list[Message] = []
    card.told.connect(told.append)
    card.show_session(Session(BEGUN, (), None), None)
    card.save_to(path)
    return told[0].summary if told else card.done.text()


SAVERS = pytest.mark.parametrize("save", [save_why, save_summary])


@SAVERS
def test_a_picture_is_saved_whole(tmp_path: Path, qtbot, save: Callable[..., str]):
    path = tmp_path / "x.png"
    path.write_bytes(OLD)
    assert save(path, qtbot) == "Saved as x.png."
    assert not QImage(str(path)).isNull()
    assert [each.name for each in tmp_path.glob("x*")] == ["x.png"]


@SAVERS
@pytest.mark.skipif(sys.platform == "win32", reason="no limits of files there")
def test_on_a_full_disk_the_old_picture_stays(tmp_path: Path, qtbot, save: Callable[..., str]):
    path = tmp_path / "x.png"
    path.write_bytes(OLD)
    with full_disk():
        said = save(path, qtbot)
    assert "could not be saved" in said
    assert "x.png" in said
    assert path.read_bytes() == OLD
    assert [each.name for each in tmp_path.glob("x*")] == ["x.png"]


@SAVERS
def test_a_folder_that_is_gone_is_told(tmp_path: Path, qtbot, save: Callable[..., str]):
    assert "could not be saved" in save(tmp_path / "gone" / "x.png", qtbot)
