"""The shipped files are found, and travel with wheel and sdist."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bodymap import assets

ROOT = Path(__file__).parent.parent


def test_a_checkout_has_its_files_beside_the_package() -> None:
    assert assets.points_path().is_file()
    assert assets.schema_path().is_file()
    assert (assets.svg_root() / "sheets.json").is_file()


def test_an_installed_package_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "bodymap" / "resources"
    inside.mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "bodymap")
    assert assets.root() == inside


def test_missing_files_are_told_with_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "bodymap")
    with pytest.raises(FileNotFoundError, match="Install bodymap again"):
        assets.root()


def test_wheel_and_sdist_carry_the_files() -> None:
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert targets["wheel"]["force-include"] == {"resources": "bodymap/resources"}
    assert {"bodymap", "resources", "tests"} <= set(targets["sdist"]["include"])
