"""Ties what a widget listens to, to the widget's own life."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from bodymap.core.watched import Subscription, Watched

T = TypeVar("T")


def follow(
    watched: Watched[T], follower: QObject, listener: Callable[[T, T], None], *, first: bool = False
) -> Subscription[T]:
    """Tell ``listener`` every change of ``watched`` until ``follower`` is destroyed, whoever still refers to it."""
    subscription = watched.subscribe(listener, first=first)
    follower.destroyed.connect(subscription.end)
    return subscription
