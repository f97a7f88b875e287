"""The libraries of the curve come while a page is read: in the window's own thread, a little at a time."""

from __future__ import annotations

import subprocess
import sys
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from bodymap.ui.hold import bringing_in

if TYPE_CHECKING:
    from pathlib import Path

ALONE = """
import sys, threading
from PySide6.QtWidgets import QApplication
app = QApplication(["bodymap"])
made = []
from PySide6.QtCore import QObject
init = QObject.__init_subclass__
from bodymap.ui.hold import bringing_in
threads = set()
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("pyqtgraph", "PySide6", "bodymap")):
            threads.add(threading.current_thread() is threading.main_thread())
sys.meta_path.insert(0, Watch())
bringing_in.begin()
bringing_in.begin()
steps = 0
queue, = bringing_in._queue
while bringing_in.is_on_its_way():
    queue._step(bringing_in._JOB)
    steps += 1
assert threads == {True}, threads
from bodymap.ui.hold.curve import CurveView
import pyqtgraph
assert pyqtgraph.PlotWidget and pyqtgraph.__spec__.name == "pyqtgraph"
view = CurveView(None)
print("steps", steps)
"""
"""Of a program of its own, as what was imported once stays."""


def test_all_that_has_qt_in_it_comes_in_the_threads_of_the_window(tmp_path: Path) -> None:
    program = tmp_path / "alone.py"
    program.write_text(ALONE)
    told = subprocess.run(
        [sys.executable, "-W", "error", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert told.returncode == 0, told.stderr
    assert int(told.stdout.split()[1]) > 500, "in many small steps"


MODULE = '''"""What it is for."""
from __future__ import annotations
from os.path import join
A = join("a", "b")
class B:
    kind: Nobody = 1
if A:
    C = B()
'''


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "brought", raising=False)
    return tmp_path / "brought.py"


def test_a_module_that_comes_by_statements_is_as_when_it_is_imported(somewhere: Path) -> None:
    somewhere.write_text(MODULE)
    assert len(list(bringing_in.statement_steps("brought"))) == 6
    import brought  # type: ignore[import-not-found]

    stepwise = dict(vars(brought))
    del sys.modules["brought"]
    import brought as whole

    assert stepwise.keys() - {"__builtins__"} == vars(whole).keys() - {"__builtins__"}
    assert stepwise["C"].kind == whole.C.kind
    assert stepwise["__doc__"] == whole.__doc__
    assert stepwise["__file__"] == whole.__file__


def test_a_module_that_fails_is_not_left_in_part(somewhere: Path) -> None:
    somewhere.write_text("A = 1\nB = 1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        list(bringing_in.statement_steps("brought"))
    assert "brought" not in sys.modules


def test_what_fails_is_not_told_yet(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        assert current_thread() is main_thread()
        raise RuntimeError("broken")

    monkeypatch.delitem(sys.modules, bringing_in.CURVE, raising=False)
    monkeypatch.setattr(bringing_in, "_library_steps", lambda: iter(fails, None))
    bringing_in.begin()
    assert bringing_in.is_on_its_way()
    while bringing_in.is_on_its_way():
        QTest.qWait(5)
