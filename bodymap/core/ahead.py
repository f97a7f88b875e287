"""Begins in a thread what is asked for soon: reading and unpacking let everything else go on."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")


class Ahead(Generic[Found]):
    """Something that is being read.

    It holds no thread: a thread holds what is told of exceptions when it is made, and so the window it was made for.
    """

    def __init__(self, read: Callable[[], Found], name: str) -> None:
        self._read = read
        self._is_read = Event()
        self._found: list[Found] = []
        self._wrong: Exception | None = None
        Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        """Read it; what is wrong is raised where it is asked for."""
        try:
            self._found.append(self._read())
        except (OSError, ValueError) as error:
            self._wrong = error
        finally:
            self._is_read.set()

    def result(self) -> Found:
        """Return what was read, once it was. Raises ``OSError`` or ``ValueError`` as reading did."""
        self._is_read.wait()
        if not self._found:
            raise self._wrong or OSError("it could not be read")
        return self._found[0]
