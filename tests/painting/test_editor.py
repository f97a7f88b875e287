"""Brush, strokes that grow, undo and redo: nothing that was painted is lost."""

from __future__ import annotations

import pytest

from bodymap.core.painting.editor import MOST_PLACES, Editor
from bodymap.core.painting.model import Painting, Stroke
from bodymap.core.skin.table import Place

A, B, C = Place(1, 2, 3), Place(4, 5, 6), Place(7, 8, 9)


@pytest.fixture
def editor() -> Editor:
    return Editor()


def painted(editor: Editor, *places: Place) -> Painting:
    editor.begin(places[0])
    editor.lead(places[1:])
    editor.end()
    return editor.state.painting


def test_a_stroke_grows_and_is_part_of_the_painting_when_the_brush_is_lifted(editor: Editor) -> None:
    editor.choose_kind("burning")
    editor.choose_strength(8)
    editor.choose_radius(2.0)
    editor.begin(A)
    editor.lead((B, C))
    assert editor.state.painting == Painting()
    assert editor.state.strokes == (Stroke("burning", 8, 2.0, (A, B, C)),)
    editor.end()
    assert editor.state.painting.strokes == (Stroke("burning", 8, 2.0, (A, B, C)),)
    assert editor.state.growing == ()


def test_a_movement_of_several_strokes_is_taken_back_at_once(editor: Editor) -> None:
    editor.begin(A)
    editor.begin(B, radius=0.5, erasing=True)
    editor.end()
    assert [one.erasing for one in editor.state.painting.strokes] == [False, True]
    editor.undo()
    assert editor.state.painting == Painting()
    assert (editor.state.can_undo, editor.state.can_redo) == (False, True)


def test_every_step_back_can_be_done_again(editor: Editor) -> None:
    one = painted(editor, A)
    two = painted(editor, B, C)
    editor.answer("soleus-1", "left", "yes")
    three = editor.state.painting
    for before in (two, one, Painting()):
        editor.undo()
        assert editor.state.painting == before
    editor.undo()
    for after in (one, two, three):
        editor.redo()
        assert editor.state.painting == after
    editor.redo()
    editor.undo()
    painted(editor, A)
    assert not editor.state.can_redo


def test_a_stroke_that_grows_is_dropped_by_undo(editor: Editor) -> None:
    one = painted(editor, A)
    editor.begin(B)
    editor.undo()
    assert editor.state.strokes == one.strokes
    editor.lead((C,))
    editor.end()
    assert editor.state.painting == one


def test_another_painting_is_another_one_and_the_first_can_be_had_back(editor: Editor) -> None:
    one = painted(editor, A)
    number = editor.state.number
    editor.clear()
    assert (editor.state.painting, editor.state.number != number) == (Painting(), True)
    editor.clear()
    editor.open(Painting((Stroke("pain", 1, 1.0, (B,)),)))
    editor.undo()
    editor.undo()
    assert (editor.state.painting, editor.state.number) == (one, number)


def test_what_was_answered_can_be_changed_and_taken_back(editor: Editor) -> None:
    editor.answer("soleus-1", "left", "yes")
    editor.answer("soleus-1", "left", "other")
    editor.answer("soleus-1", "right", "no")
    painting = editor.state.painting
    assert (painting.answered("soleus-1", "left"), painting.answered("soleus-1", "right")) == ("other", "no")
    editor.answer("soleus-1", "left", None)
    assert editor.state.painting.answered("soleus-1", "left") is None


def test_a_very_long_stroke_goes_on_as_another(editor: Editor) -> None:
    places = [Place(n, 0, 0) for n in range(MOST_PLACES + 50)]
    editor.begin(places[0])
    for n in range(1, len(places), 50):
        editor.lead(places[n : n + 50])
    editor.end()
    first, second = editor.state.painting.strokes
    assert len(first.places) <= MOST_PLACES
    assert first.places[-1] == second.places[0]
    assert (*first.places, *second.places[1:]) == tuple(places)


def test_a_brush_keeps_within_what_there_is(editor: Editor) -> None:
    for strength, kept in ((0, 1), (11, 10), (4, 4)):
        editor.choose_strength(strength)
        assert editor.state.brush.strength == kept
    editor.erase(True)
    editor.choose_kind("numbness")
    assert not editor.state.brush.erasing
