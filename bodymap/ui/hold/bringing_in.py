"""Brings in the libraries of the curve while a page is read, a little at a time and between events.

A thread of its own did that once. But pyqtgraph makes classes of Qt's, and the binding keeps them in a table without
a lock, in which the window looks its own up at the same time: now and then that ended the program (ADR 0084).
"""

from __future__ import annotations
import __future__

import ast
import sys
from contextlib import suppress
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec, module_from_spec
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from bodymap.ui.drawing.idle import IdleQueue

if TYPE_CHECKING:
    from collections.abc import Iterator

CURVE: Final = "bodymap.ui.hold.curve"
_BESIDE: Final = "numpy"
"""What may come in a thread: it has nothing of Qt in it."""
_QT: Final = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGL", "QtOpenGLWidgets", "QtTest")
"""Modules of the binding from which pyqtgraph takes every name; the binding makes each class when it is first named."""
_LIBRARY: Final = "pyqtgraph"
_MOMENT_S: Final = 0.002
_JOB: Final = "libraries of the curve"
_FUTURE: Final = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
"""What ``from __future__ import`` tells the compiler of a whole file."""
_queue: list[IdleQueue] = []
"""The one that is at work, for all windows; none before and after."""


def begin() -> None:
    """Begin to bring in what the curve needs, unless it is there or on its way. What fails is not told here."""
    application = QCoreApplication.instance()
    if CURVE in sys.modules or is_on_its_way() or application is None:
        return
    queue = IdleQueue()
    queue.setParent(application)
    _queue[:] = [queue]
    queue.put(_JOB, 0, _steps(queue), application)


def is_on_its_way() -> bool:
    """Whether it is being brought in: nobody may import it meanwhile, as it is there in part."""
    return bool(_queue)


def finish() -> None:
    """Bring in at once what is still missing."""
    for queue in tuple(_queue):
        queue.finish()


def _steps(queue: IdleQueue) -> Iterator[None]:
    try:
        with suppress(Exception):
            yield from _library_steps()
            import_module(CURVE)
    finally:
        _queue.clear()
        queue.deleteLater()


def _library_steps() -> Iterator[None]:
    beside = Thread(target=_import_quietly, args=(_BESIDE,), name=_BESIDE, daemon=True)
    beside.start()
    yield from _name_steps()
    while beside.is_alive():
        beside.join(_MOMENT_S)
        yield
    yield from statement_steps(_LIBRARY)


def _import_quietly(name: str) -> None:
    with suppress(Exception):
        import_module(name)


def _name_steps() -> Iterator[None]:
    for name in _QT:
        module = import_module(f"PySide6.{name}")
        yield
        for each in dir(module):
            getattr(module, each)
            yield


def statement_steps(name: str) -> Iterator[None]:
    """Import a module statement by statement; whole where its source is not at hand, as in a bundle."""
    if name in sys.modules:
        return
    spec = find_spec(name)
    loader = spec and spec.loader
    source = loader.get_source(name) if isinstance(loader, InspectLoader) else None
    if spec is None or source is None:
        import_module(name)
        return
    module = sys.modules[name] = module_from_spec(spec)
    place = spec.origin or name
    try:
        flags = compile(source, place, "exec", dont_inherit=True).co_flags & _FUTURE
        for statement in ast.parse(source).body:
            code = compile(ast.Module([statement], []), place, "exec", flags, dont_inherit=True)
            exec(code, module.__dict__)  # noqa: S102 - what an import does
            yield
    except BaseException:
        # As when an import fails: nothing is left that is there in part.
        sys.modules.pop(name, None)
        raise
