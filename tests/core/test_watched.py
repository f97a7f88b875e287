"""Everybody who listens to a store hears every change, in order, and nobody else does."""

from __future__ import annotations

import gc
from functools import partial
from typing import Any

from bodymap.core.state import Spot, State
from bodymap.core.store import Store
from tests.core.test_store import raising

A, B = Spot("a-1", "right"), Spot("b-1", "right")


class View:
    """Something that listens, as a window's part does."""

    def __init__(self, store: Store) -> None:
        self.heard = 0
        self.subscription = store.subscribe(self.on_change)

    def on_change(self, _old: State, _new: State) -> None:
        self.heard += 1


def test_a_view_that_is_gone_is_told_no_more():
    store = Store(on_error=raising)
    view, kept = View(store), View(store)
    del view
    gc.collect()
    store.select(A)
    assert kept.heard == 1
    assert store.listening == 1


def test_a_subscription_that_ended_is_told_no_more():
    store = Store()
    view = View(store)
    store.select(A)
    view.subscription.end()
    store.select(B)
    assert (view.heard, store.listening) == (1, 0)


def test_a_listener_that_fails_keeps_nobody_from_being_told():
    errors: list[Exception] = []
    store = Store(on_error=errors.append)

    def fail(_old: State, _new: State) -> None:
        raise RuntimeError("deleted")

    store.subscribe(fail)
    view = View(store)
    store.select(A)
    store.select(B)
    assert view.heard == 2
    assert [str(error) for error in errors] == ["deleted", "deleted"]


def test_a_change_made_while_telling_is_told_to_all_after_this_one():
    store = Store(on_error=raising)
    heard: list[tuple[str, Any, Any]] = []

    def follow(_old: State, new: State) -> None:
        if new.lit == (A,):
            store.speak("client")

    def note(name: str, _old: State, new: State) -> None:
        heard.append((name, new.lit, new.voice))

    store.subscribe(follow)
    for name in ("one", "two"):
        store.subscribe(partial(note, name))
    store.select(A)
    assert heard == [
        ("one", (A,), "clinician"),
        ("two", (A,), "clinician"),
        ("one", (A,), "client"),
        ("two", (A,), "client"),
    ]


def test_the_first_is_told_first():
    store, order = Store(), []
    store.subscribe(lambda *_: order.append("later"))
    store.subscribe(lambda *_: order.append("first"), first=True)
    store.select(A)
    assert order == ["first", "later"]


def test_who_begins_to_listen_while_others_are_told_hears_the_next_change():
    store, heard = Store(on_error=raising), []

    def invite(_old: State, new: State) -> None:
        if new.lit == (A,):
            store.subscribe(lambda _old, new: heard.append(new.lit))

    store.subscribe(invite)
    store.select(A)
    assert heard == []
    store.select(B)
    assert heard == [(B,)]
