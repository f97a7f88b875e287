"""``bodymap export --data DIR``: the atlas as a data set of its own, the whole folder or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bodymap import __version__, assets
from bodymap.core.language import tr
from bodymap.outcome import DONE, BrokenError, RefusalError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_PACKAGE: Final = "datapackage.json"


def export(options: argparse.Namespace) -> int:
    """Write the data set into a folder that is new, empty, or holds an earlier one; say what was written."""
    import shutil
    import tempfile

    folder: Path = options.data.absolute()
    _look_before(folder)
    try:
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            count = size = 0
            for name, content in _files():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                count, size = count + 1, size + len(content)
            new.chmod(0o755)
            _put(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        said = tr("“{path}” cannot be written: {reason}.")
        raise RefusalError(said.format(path=folder, reason=error.strerror or error)) from error
    told = tr("{folder}: {count} files, {size} MB.")
    print(told.format(folder=folder, count=count, size=round(size / 1e6, 1)))
    return DONE


def _look_before(folder: Path) -> None:
    """Raise ``RefusalError`` where a folder is not to be written: it is something else, or somebody's own."""
    if not folder.parent.is_dir():
        said = tr("There is no folder “{folder}”. Make it first, or choose another.")
        raise RefusalError(said.format(folder=folder.parent))
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise RefusalError(tr("“{path}” is no folder, and is left alone. Choose another name.").format(path=folder))
    if folder.is_dir() and any(folder.iterdir()) and not _is_earlier(folder):
        said = tr("“{path}” holds other files, and is left alone. Choose a new folder.")
        raise RefusalError(said.format(path=folder))


def _is_earlier(folder: Path) -> bool:
    """Return whether a folder holds what an earlier export put there."""
    from bodymap.core.dataset_package import NAME

    try:
        return bool(json.loads((folder / _PACKAGE).read_bytes())["name"] == NAME)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _put(new: Path, folder: Path) -> None:
    """Put a folder in the place of another, which stays until the new one is there."""
    import shutil
    import tempfile

    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        folder.rename(old / "old")
        try:
            new.rename(folder)
        except OSError:
            (old / "old").rename(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _files() -> Iterator[tuple[str, bytes]]:
    """Yield every file of the data set: its path in the folder, and what is in it."""
    from bodymap.core.cells import cell_rows, read_cells, zone_rows
    from bodymap.core.dataset import TABLES, csv_text
    from bodymap.core.dataset_package import COLUMNS, descriptor
    from bodymap.core.finding import AtlasError
    from bodymap.core.index import AtlasIndex
    from bodymap.core.loading import load_atlas

    root = assets.root()
    try:
        loaded = load_atlas(assets.points_path())
        cells = read_cells(root / "skin" / "cells.skin")
    except (AtlasError, ValueError, OSError) as error:
        raise BrokenError(str(error)) from error
    index = AtlasIndex(loaded.atlas, nearness=loaded.nearness)
    drawn = {"cells": cell_rows(cells), "zone_cells": zone_rows(cells)}
    for name, columns in COLUMNS.items():
        rows = drawn[name] if name in drawn else TABLES[name](index)
        yield f"{name}.csv", csv_text([column.name for column in columns], rows).encode()
    yield "atlas.json", assets.points_path().read_bytes()
    yield "atlas.schema.json", assets.schema_path().read_bytes()
    yield _PACKAGE, (json.dumps(descriptor(__version__), indent=1, ensure_ascii=False) + "\n").encode()
    for path in sorted((root / "dataset").iterdir()):
        yield path.name, path.read_bytes()
    for path in sorted(assets.svg_root().glob("*/*.svg")):
        yield f"svg/{path.parent.name}/{path.name}", path.read_bytes()
