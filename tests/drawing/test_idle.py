"""Work in slices between events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer

from bodymap.ui.drawing import idle
from bodymap.ui.drawing.idle import IdleQueue


@pytest.fixture
def queue(qapp):
    return IdleQueue()


def note(log, name, steps=3):
    for step in range(steps):
        log.append((name, step))
        yield


def test_the_urgent_comes_first_and_all_is_done(queue, qtbot):
    log: list[tuple[str, int]] = []
    owner = QObject()
    queue.put("late", 5, note(log, "late"), owner)
    queue.put("soon", 1, note(log, "soon"), owner)
    qtbot.waitUntil(lambda: not queue.is_busy)
    assert [name for name, _ in log] == ["soon"] * 3 + ["late"] * 3


def test_a_newer_job_of_the_same_name_replaces_the_older(queue):
    log: list[tuple[str, int]] = []
    owner = QObject()
    queue.put("job", 1, note(log, "old"), owner)
    queue.put("job", 1, note(log, "new"), owner)
    queue.finish()
    assert {name for name, _ in log} == {"new"}


def test_a_job_ends_with_its_owner(queue, qtbot):
    from shiboken6 import delete

    log: list[tuple[str, int]] = []
    owner = QObject()
    queue.put("job", 1, note(log, "job"), owner)
    delete(owner)
    queue.finish()
    assert log == []


def test_a_job_that_fails_is_gone_and_the_others_go_on(queue):
    def fails():
        yield
        raise ValueError("no")

    log: list[tuple[str, int]] = []
    owner = QObject()
    queue.put("bad", 1, fails(), owner)
    queue.put("good", 2, note(log, "good"), owner)
    with pytest.raises(ValueError, match="no"):
        queue.finish()
    queue.finish()
    assert len(log) == 3


def test_a_job_may_put_itself_again(queue):
    log: list[int] = []
    owner = QObject()

    def again():
        log.append(1)
        if len(log) < 3:
            queue.put("job", 1, again(), owner)
        yield

    queue.put("job", 1, again(), owner)
    queue.finish()
    assert len(log) == 3


def test_a_pause_lets_what_follows_a_click_go_first(queue, qtbot):
    log: list[tuple[str, int]] = []
    owner = QObject()
    queue.put("ready", 1, note(log, "ready"), owner)
    queue.pause()
    followed: list[int] = []
    QTimer.singleShot(0, lambda: followed.append(len(log)))
    QTimer.singleShot(5, lambda: followed.append(len(log)))
    qtbot.waitUntil(lambda: not queue.is_busy)
    assert followed == [0, 0]
    assert len(log) == 3


def test_what_is_to_be_seen_is_painted_before_the_next_job(queue, monkeypatch):
    monkeypatch.setattr(idle, "SLICE_S", 60.0)
    done: list[str] = []

    def picture():
        yield
        done.append("picture")
        queue.give_way()
        yield
        done.append("after it")

    queue.put("picture", 0, picture(), queue)
    queue._on_timer_timeout()
    assert done == ["picture"]
    queue._on_timer_timeout()
    assert done == ["picture", "after it"]
