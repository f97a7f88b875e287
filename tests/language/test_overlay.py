"""The atlas in another language: laid over text by text, and what is wrong with a translation named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from bodymap import cli
from bodymap.core import language
from bodymap.core.overlay import english_hash, load_in_language, texts, translated
from tests.atlas_samples import as_atlas, as_file, sample
from tests.language.tool import translations

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.model import Atlas


def atlas() -> Atlas:
    return as_atlas(sample())


@pytest.fixture
def english() -> Atlas:
    return atlas()


def first_text(english: Atlas, path: str) -> tuple[str, str]:
    """Return the record and the English of the first text at this path."""
    return next((name, str(text)) for name, field, text in texts(english) if field == path)


def written(folder: Path, records: dict[str, Any], **more: object) -> Path:
    path = folder / "points.de.json"
    path.write_text(json.dumps({"version": 1, "language": "de", "records": records, **more}), encoding="utf-8")
    return path


def entry(english: str | tuple[str, ...], says: object) -> dict[str, object]:
    return {"of": english_hash(english), "says": says}


def test_a_text_is_laid_over_and_all_others_stay(english: Atlas, tmp_path: Path) -> None:
    point, text = first_text(english, "find.client")
    told = translated(english, written(tmp_path, {point: {"find.client": entry(text, "Hier.")}}))
    assert told.findings == ()
    changed = [(one, other) for one, other in zip(texts(english), texts(told.atlas), strict=True) if one != other]
    assert changed == [((point, "find.client", text), (point, "find.client", "Hier."))]


def test_a_list_is_translated_as_a_whole_and_may_have_another_length(english: Atlas, tmp_path: Path) -> None:
    muscle, names = english.muscles[0].id, english.muscles[0].actions
    told = translated(english, written(tmp_path, {muscle: {"actions": entry(names, ["eins", "zwei", "drei"])}}))
    assert told.findings == ()
    assert next(m for m in told.atlas.muscles if m.id == muscle).actions == ("eins", "zwei", "drei")


def test_a_shared_caution_is_translated_at_every_point_and_complained_of_once(english: Atlas, tmp_path: Path) -> None:
    (shared,) = english.cautions
    begun = {"risk": entry(shared.risk, "dünn"), "structure": entry("before", "alt")}
    told = translated(english, written(tmp_path, {shared.id: begun}))
    assert [(f.record, f.field) for f in told.findings] == [(shared.id, "structure")]
    (note,) = told.notes
    assert note.message == "2 texts are not translated: instead, client"
    points = [p for m in told.atlas.muscles for p in m.points]
    risks = [c.risk for p in points for c in p.cautions if getattr(c, "id", "") == shared.id]
    assert risks == ["dünn"]
    assert [c.risk for c in told.atlas.cautions] == ["dünn"]


def test_what_changed_in_english_is_shown_in_english_and_named(english: Atlas, tmp_path: Path) -> None:
    point, _ = first_text(english, "find.client")
    told = translated(english, written(tmp_path, {point: {"find.client": entry("as it was before", "Alt.")}}))
    assert told.atlas == english
    (finding,) = told.findings
    assert (finding.file, finding.record, finding.field) == ("points.de.json", point, "find.client")
    assert "changed" in finding.message


def test_unknown_records_and_fields_are_named(english: Atlas, tmp_path: Path) -> None:
    muscle, text = first_text(english, "client_name")
    records = {
        "nowhere-1": {"part": entry("x", "x"), "find.client": entry("x", "x")},
        muscle: {"client_name": entry(text, "Muskel"), "colour": entry("x", "x")},
    }
    told = translated(english, written(tmp_path, records))
    found = {(f.record, f.field, f.message) for f in told.findings}
    assert found == {
        ("nowhere-1", "part", "there is no such record"),
        (muscle, "colour", "there is no such text"),
    }


def test_what_is_missing_is_a_note_only_where_a_record_is_begun(english: Atlas, tmp_path: Path) -> None:
    muscle, text = first_text(english, "client_name")
    told = translated(english, written(tmp_path, {muscle: {"client_name": entry(text, "Muskel")}}))
    assert told.findings == ()
    (note,) = told.notes
    assert note.record == muscle
    assert "origin" in note.message
    assert "ta2" not in note.message


@pytest.mark.parametrize("said", ["bare", {"of": "00000000"}, {"of": "0", "says": 3}, 5])
def test_no_form_of_an_entry_breaks_the_atlas(english: Atlas, tmp_path: Path, said: object) -> None:
    point, _ = first_text(english, "find.client")
    told = translated(english, written(tmp_path, {point: {"find.client": said}}))
    assert told.atlas == english
    assert told.findings


def test_a_list_for_a_text_is_named(english: Atlas, tmp_path: Path) -> None:
    point, text = first_text(english, "find.client")
    told = translated(english, written(tmp_path, {point: {"find.client": entry(text, ["a"])}}))
    assert told.atlas == english
    assert [f.field for f in told.findings] == ["find.client"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b"[]", b'{"version": 1}', b'{"version":1,"language":"de","records":3}']
)
def test_a_file_that_cannot_be_read_leaves_the_atlas_english(english: Atlas, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "points.de.json"
    path.write_bytes(data)
    told = translated(english, path)
    assert told.atlas == english
    assert [f.file for f in told.findings] == ["points.de.json"]


def test_no_file_is_no_finding(english: Atlas, tmp_path: Path) -> None:
    assert translated(english, tmp_path / "points.fr.json") == type(translated(english, tmp_path / "x"))(english, ())


def test_every_text_knows_its_place_once(english: Atlas) -> None:
    places = [(name, path) for name, path, _text in texts(english)]
    assert len(places) == len(set(places))


def test_load_in_language_reads_the_overlay_beside_the_atlas(english: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "points.json"
    path.write_bytes(msgspec.json.encode(as_file(english)))
    group, text = first_text(english, "name")
    written(tmp_path, {group: {"name": entry(text, "Gruppe")}})
    assert load_in_language(path).atlas == english
    language.use(None, "de")
    assert "Gruppe" in {g.name for g in load_in_language(path).atlas.groups}


def test_check_names_what_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "points.json"
    path.write_bytes(msgspec.json.encode(as_file(atlas())))
    point, _ = first_text(atlas(), "find.client")
    written(tmp_path, {point: {"find.client": entry("before", "Alt.")}})
    assert cli.run(["check", str(path)]) == 1
    assert f"points.de.json: {point}: find.client: the English has changed since" in capsys.readouterr().out


def test_a_bare_text_is_stamped_with_its_english(english: Atlas) -> None:
    point, text = first_text(english, "find.client")
    overlay = {"version": 1, "language": "de", "records": {point: {"find.client": "Hier."}}}
    assert translations.stamped(overlay, english)["records"][point]["find.client"] == entry(text, "Hier.")


def test_a_text_goes_along_when_its_english_moves(english: Atlas) -> None:
    point, text = first_text(english, "find.client")
    overlay = {"version": 1, "language": "de", "records": {"old-place": {"words": entry(text, "Hier.")}}}
    records = translations.stamped(overlay, english)["records"]
    assert records[point]["find.client"] == entry(text, "Hier.")
    assert "old-place" not in records


def test_a_stale_text_stays_until_somebody_looks_at_it(english: Atlas) -> None:
    point, _ = first_text(english, "find.client")
    overlay = {"version": 1, "language": "de", "records": {point: {"find.client": entry("before", "Alt.")}}}
    assert translations.stamped(overlay, english)["records"] == overlay["records"]


def test_a_text_that_moved_from_the_code_into_the_atlas_takes_its_translation_along(english: Atlas) -> None:
    point, text = first_text(english, "find.client")
    overlay: dict[str, Any] = {"version": 1, "language": "de", "records": {}}
    spare = {english_hash(text): entry(text, "Hier.")}
    assert translations.stamped(overlay, english, spare)["records"][point] == {"find.client": entry(text, "Hier.")}
