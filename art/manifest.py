"""Whether the drawings are those that the workshop's sources make: the fingerprints of what each was made from.

``manifest.json`` has the fingerprint of every layer (``art.layers``) and for each drawing its own hash, that of its
sheet and, under ``other``, those of its layers that were drawn from other sources than the list says.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Final

from art import layers

ROOT = Path(__file__).parent.parent
OUT = ROOT / "resources" / "svg"
MANIFEST = OUT / "manifest.json"
VERSION: Final = 3
"""Of how drawings are written into their files: what was written otherwise is drawn anew."""
NAMED: Final = 6
"""A sentence on a stale drawing names so many layers."""
_SHOWN = {
    "points": re.compile(r'<circle id="point\.([^"]+)"'),
    "zones": re.compile(r'<g id="zone\.([^"]+)\.(?:essential|spillover)"'),
}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def names() -> list[str]:
    """Every drawing there should be (``woman/front.svg``)."""
    return list(layers.drawings())


def read() -> dict[str, Any]:
    """The manifest; one without drawings where there is none or one of an earlier form."""
    if MANIFEST.exists():
        content: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
        if content["version"] == VERSION:
            return content
    return {"version": VERSION, "layers": {}, "drawings": {}}


def made_from(content: dict[str, Any], name: str) -> dict[str, str]:
    """The fingerprints that the layers of a drawing were made from; none where it was not drawn for its sheet."""
    entry = content["drawings"].get(name)
    if entry is None or entry["sheet"] != layers.drawings().get(name):
        return {}
    return {layer: print_ for layer, print_ in {**content["layers"], **entry.get("other", {})}.items() if print_}


def stale_layers(content: dict[str, Any], name: str) -> list[str]:
    """The layers of a drawing that are to be drawn anew; all of them where its file is not the one that was drawn."""
    now, path = layers.fingerprints(), OUT / name
    if not path.exists() or content["drawings"].get(name, {}).get("sha256") != _hash(layers.text_of(path)):
        return list(now)
    then = made_from(content, name)
    return [layer for layer, print_ in now.items() if then.get(layer) != print_]


def gone_layers(content: dict[str, Any], name: str) -> list[str]:
    """The layers that a drawing has and the workshop no longer knows."""
    return [layer for layer in made_from(content, name) if layer not in layers.fingerprints()]


def write(made: dict[str, list[str]]) -> None:
    """Note drawings just written, each with the layers that were drawn anew; what is known of others stays."""
    before, now = read(), layers.fingerprints()
    drawings = {}
    for name in names():
        if not (OUT / name).exists():
            continue
        then = dict.fromkeys(now, "") | made_from(before, name) | {layer: now[layer] for layer in made.get(name, [])}
        other = {layer: print_ for layer, print_ in then.items() if now.get(layer) != print_ and layer in now}
        if name in made or name in before["drawings"]:
            known = before["drawings"].get(name, {})
            entry = {"sha256": known.get("sha256", ""), "sheet": known.get("sheet", "")}
            if name in made:
                entry = {"sha256": _hash(layers.text_of(OUT / name)), "sheet": layers.drawings()[name]}
            drawings[name] = {**entry, **({"other": other} if other else {})}
    content = {"version": VERSION, "packages": layers.pins(), "layers": now, "drawings": dict(sorted(drawings.items()))}
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
    content = read()
    catalogue = json.loads((OUT / "sheets.json").read_text(encoding="utf-8"))
    wanted = [f"{figure}/{row['id']}.svg" for figure in layers.FIGURES for row in catalogue["sheets"]]
    out = [f"{name} is no sheet of sheets.json." for name in names() if name not in wanted]
    out += [f"{name} is listed in sheets.json and is no sheet." for name in wanted if name not in names()]
    for row in catalogue["sheets"]:
        if any(row.get(kind) != by_figure for kind, by_figure in shown(row["id"]).items()):
            out.append(f"sheets.json does not say what {row['id']} shows; run python -m art.")
    for name in names():
        if sentence := _stale(content, name):
            out.append(f"{name} {sentence}")
    return out


def _stale(content: dict[str, Any], name: str) -> str:
    """What is wrong with a drawing; nothing: it is current."""
    if name not in content["drawings"]:
        return "was never drawn; run python -m art."
    if not (OUT / name).exists():
        return "is missing."
    if _hash(layers.text_of(OUT / name)) != content["drawings"][name]["sha256"]:
        return "is not the file that was drawn."
    if layers_ := [*stale_layers(content, name), *gone_layers(content, name)]:
        named = ", ".join(layers_[:NAMED]) + (" ..." if len(layers_) > NAMED else "")
        return f"was drawn from other sources ({len(layers_)} layers: {named}); run python -m art."
    return ""
