"""Protocols of a school's own: data in a file beside the settings, in the words of ``points.json``.

``{"version": 1, "sources": [...], "protocols": [...]}``. They keep the same rules as the atlas's own: above all
no limit above 7 of 10. A protocol that does not is left out and reported; the others can be used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import platformdirs

from bodymap.core.finding import Finding
from bodymap.core.language import tr
from bodymap.core.loading import decode_records
from bodymap.core.model import Atlas, Protocol, Source
from bodymap.core.references import without_dangling
from bodymap.core.rules import validate_doses

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS: Final = ("version", "sources", "protocols")
_EMPTY: Final = Atlas(
    version=1, groups=(), regions=(), sources=(), scale=(), protocols=(), advice=(), conditions=(), muscles=()
)


def default_path() -> Path:
    """Return where a school puts its protocols for this user."""
    return Path(platformdirs.user_config_dir("bodymap", appauthor=False)) / "protocols.json"


def with_school_protocols(atlas: Atlas, path: Path) -> tuple[Atlas, tuple[Finding, ...]]:
    """Return the atlas with the protocols of the file at ``path`` added, and what is wrong with the file.

    A file that does not exist adds nothing and is no finding. Never raises for what is in the file.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return atlas, ()
    except OSError as error:
        return atlas, (
            _finding(
                path,
                tr("whole file"),
                tr("cannot be read ({reason})").format(reason=error.strerror),
                tr("Check its permissions."),
            ),
        )
    try:
        whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return atlas, (
            _finding(
                path, tr("whole file"), tr("not one JSON object ({error})").format(error=error), tr("Correct it.")
            ),
        )
    if bytes(whole.get("version", msgspec.Raw(b"0"))) != b"1":
        return atlas, (_finding(path, "version", tr("only version 1 is known"), tr('Write "version": 1.')),)
    return _added(atlas, whole, path)


def _added(atlas: Atlas, whole: dict[str, msgspec.Raw], path: Path) -> tuple[Atlas, tuple[Finding, ...]]:
    none = msgspec.Raw(b"[]")
    findings = [_finding(path, key, tr("there is no such list"), tr("Remove it.")) for key in whole if key not in _KEYS]
    sources, bad_sources = decode_records(whole.get("sources", none), Source, path.name, "sources")
    protocols, bad_protocols = decode_records(whole.get("protocols", none), Protocol, path.name, "protocols")
    findings += [*bad_sources, *bad_protocols]
    joined = msgspec.structs.replace(
        atlas, sources=(*atlas.sources, *sources), protocols=(*atlas.protocols, *_sound(protocols, path, findings))
    )
    swept, dangling = without_dangling(joined, path.name)
    return swept, (*findings, *dangling)


def _sound(protocols: list[Protocol], path: Path, findings: list[Finding]) -> Iterator[Protocol]:
    """Yield the protocols that keep the rules, and report the others."""
    for protocol in protocols:
        bad = [*_broken_doses(protocol, path.name)]
        findings += bad
        if not bad:
            yield protocol


def _broken_doses(protocol: Protocol, file: str) -> Iterator[Finding]:
    alone = msgspec.structs.replace(_EMPTY, protocols=(protocol,))
    for finding in validate_doses(alone):
        yield Finding(file, finding.record, finding.field, finding.message, finding.advice)
    names = {phase.name for phase in protocol.phases}
    if "hold" not in names:
        yield Finding(file, protocol.id, "phases", tr("there is no hold"), tr("Add a phase “hold”."))
    if len(names) < len(protocol.phases):
        yield Finding(file, protocol.id, "phases", tr("a phase stands twice"), tr("Write each phase once."))
    if "deepen" in names and "ease" not in names:
        yield Finding(file, protocol.id, "phases", tr("deepens and never eases"), tr("Add a phase “ease”."))


def _finding(path: Path, field: str, message: str, advice: str) -> Finding:
    return Finding(path.name, "protocols", field, message, advice)
