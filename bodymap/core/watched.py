"""A frozen value with one writer, whose changes are told to whoever listens. Nothing here knows Qt."""

from __future__ import annotations

import sys
import weakref
from collections import deque
from types import MethodType
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def report(error: Exception) -> None:
    """Hand an error to the program's last resort, which tells the user and goes on."""
    sys.excepthook(type(error), error, error.__traceback__)


class Subscription(Generic[T]):
    """A listener that is being told. It ends by ``end``, or by itself once the object it belongs to is gone."""

    __slots__ = ("__weakref__", "_listener", "ended")

    def __init__(self, listener: Callable[[T, T], None]) -> None:
        # A view that was thrown away must not be kept alive, or told, by what it once listened to.
        self._listener: Callable[[], Callable[[T, T], None] | None] = (
            weakref.WeakMethod(listener) if isinstance(listener, MethodType) else lambda: listener
        )
        self.ended = False

    def end(self, *_: object) -> None:
        """Tell this listener nothing more; may be connected to a signal, whatever that carries."""
        self.ended = True

    def tell(self, old: T, new: T) -> None:
        """Call the listener, if it still wants to know."""
        listener = None if self.ended else self._listener()
        if listener is None:
            self.ended = True
        else:
            listener(old, new)


class Watched(Generic[T]):
    """Holds a frozen value. Listeners hear of real changes only, in order of subscription, as ``(old, new)``.

    A change that a listener makes takes effect at once and is told after the one that is being told, so that every
    listener hears the same changes in the same order. An error in a listener is reported and keeps nobody else from
    being told.
    """

    def __init__(self, value: T, on_error: Callable[[Exception], None] = report) -> None:
        self._state = value
        self._on_error = on_error
        self._subscriptions: list[Subscription[T]] = []
        self._untold: deque[tuple[T, T]] = deque()
        self._telling = False

    @property
    def state(self) -> T:
        """The value now."""
        return self._state

    def subscribe(self, listener: Callable[[T, T], None], *, first: bool = False) -> Subscription[T]:
        """Call ``listener(old, new)`` after every change from now on, until the subscription ends.

        A bound method is held weakly: it is told as long as its object lives. ``first`` puts a listener before all
        others: for the one that the eye waits for.
        """
        subscription = Subscription(listener)
        self._subscriptions.insert(0 if first else len(self._subscriptions), subscription)
        return subscription

    @property
    def listening(self) -> int:
        """How many listeners are being told."""
        self._forget_ended()
        return len(self._subscriptions)

    def _set(self, new: T) -> None:
        old = self._state
        if new == old:
            return
        self._state = new
        self._untold.append((old, new))
        if self._telling:
            return
        self._telling = True
        try:
            while self._untold:
                self._tell(*self._untold.popleft())
        finally:
            self._telling = False

    def _tell(self, old: T, new: T) -> None:
        for subscription in tuple(self._subscriptions):
            try:
                subscription.tell(old, new)
            except Exception as error:
                self._on_error(error)
        self._forget_ended()

    def _forget_ended(self) -> None:
        if any(each.ended for each in self._subscriptions):
            self._subscriptions = [each for each in self._subscriptions if not each.ended]
