"""The rules about what one record says of another: where to look next, and the numbers of other systems."""

from __future__ import annotations

import pytest

from tests.atlas_samples import CITE, sample
from tests.core.damage import lines, point, put


@pytest.mark.parametrize(
    ("links", "says"),
    [
        ([("soleus", "neighbour"), ("soleus", "neighbour")], "“soleus” is named twice"),
        ([("soleus", "neighbour"), ("infraspinatus-2", "satellite")], "satellites do not come first"),
        ([("infraspinatus-2", "neighbour")], "“infraspinatus-2” is the muscle itself"),
        ([("hammer", "neighbour")], "next[0]: there is no “hammer”"),
    ],
)
def test_where_to_look_next_is_there_and_in_order(links: list[tuple[str, str]], says: str) -> None:
    data = sample()
    point(data)["next"] = [{"to": to, "tie": tie, "sources": [CITE]} for to, tie in links]
    assert any(says in line for line in lines(data)), lines(data)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("muscles", 0, "identifiers"), None, "infraspinatus: identifiers: its number in TA2 or FMA is missing"),
        (("conditions", 0, "icd10"), [], "frozen-shoulder: icd10: there is no code"),
    ],
)
def test_what_others_number_has_its_number_here(path: tuple[str | int, ...], value: object, says: str) -> None:
    data = sample()
    put(*path, value=value)(data)
    assert [line.partition(": ")[2][: len(says)] for line in lines(data)] == [says]


@pytest.mark.parametrize(
    ("usual", "wider", "says"),
    [
        (["shoulder.front"], [], ""),
        ([], ["shoulder.front"], "alt-one: usual: no region is named"),
        (["shoulder.front"], ["shoulder.front"], "alt-one: wider: “shoulder.front” is named twice"),
        (["elsewhere"], [], "alt-one: usual[0]: there is no “elsewhere”"),
    ],
)
def test_what_else_a_painting_fits_is_felt_at_places_that_there_are(
    usual: list[str], wider: list[str], says: str
) -> None:
    data = sample()
    one = {"id": "alt-one", "kind": "look-alike", "name": "A joint", "usual": usual, "wider": wider, "sources": [CITE]}
    data["alternatives"] = [{**one, "clinician": "What tells it apart.", "client": "I look whether moving it helps."}]
    told = [line.partition(": ")[2] for line in lines(data)]
    assert any(line.startswith(says) for line in told) if says else not told
