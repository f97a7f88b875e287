"""The lines of the journal: one record a line, as JSON, each with a checksum of its own bytes.

``{"crc":"89ab12cd","record":{"kind":"sample",...}}``. The checksum is the CRC-32 of the record's JSON as
written. The program writes no client's name into a record; what a user notes is the user's own.
"""

import contextlib
import zlib
from typing import Final, Literal

import msgspec
from msgspec import Struct

from bodymap.core.hold.events import SensationKind
from bodymap.core.hold.holding import EndReason, Sample
from bodymap.core.language import tr

Side = Literal["right", "left"]


class Record(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Base of every record; ``session`` is the id of the hold that it belongs to."""

    session: str


class Begun(Record, frozen=True, tag="begun"):
    """A hold began. ``started`` is the wall clock's word, in ISO 8601 with offset; nothing is measured by it.

    ``practice`` tells a class at work from a client. Band, limit, hold (s) and rounds are the plan's.
    """

    started: str
    point_id: str
    side: Side
    title: str
    protocol_id: str
    protocol_name: str
    band: tuple[int, int]
    limit: int
    hold: tuple[float, float]
    rounds: int
    tool: str | None = None
    practice: bool = False


class Kept(Record, frozen=True, tag="sample"):
    """One sample of a hold."""

    sample: Sample


class Ended(Record, frozen=True, tag="ended"):
    """A hold ended, for this reason."""

    reason: EndReason
    sensation: SensationKind | None = None


class Removed(Record, frozen=True, tag="removed"):
    """The user took the session out of the list."""


class Noted(Record, frozen=True, tag="noted"):
    """What the user wrote on a hold, all of it each time; of several the newest counts.

    ``at`` is the wall clock's word. ``before`` and ``after`` are the client's pain, 0 to 10.
    """

    at: str
    mark: str = ""
    note: str = ""
    before: int | None = None
    after: int | None = None


class Packed(Record, frozen=True, tag="packed"):
    """A finished hold in one line, as compaction writes it."""

    begun: Begun
    samples: tuple[Sample, ...]
    ended: Ended


AnyRecord = Begun | Kept | Ended | Removed | Noted | Packed


class Head(Struct, frozen=True):
    """What of a record is read to know where it belongs; ``begun`` is there in a packed one."""

    kind: str = ""
    session: str = ""
    begun: Begun | None = None


class _Kind(Struct, frozen=True):
    kind: str = ""
    session: str = ""


class DamagedError(ValueError):
    """A line of the journal that cannot be read; the message says why."""


class NewerError(ValueError):
    """A whole line with a record that this version does not know: a newer bodymap wrote it."""


_BEFORE: Final = b'{"crc":"'
_BETWEEN: Final = b'","record":'
_BODY_AT: Final = len(_BEFORE) + 8 + len(_BETWEEN)
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
_head_decoder: msgspec.json.Decoder[Head] = msgspec.json.Decoder(Head)
_kind_decoder: msgspec.json.Decoder[_Kind] = msgspec.json.Decoder(_Kind)
_SAMPLES: Final = b',"samples":['


def line_of(record: AnyRecord) -> bytes:
    """Return the record as a line of the journal, newline included."""
    body = _encoder.encode(record)
    return b"%b%08x%b%b}\n" % (_BEFORE, zlib.crc32(body), _BETWEEN, body)


def body_of(line: bytes) -> bytes:
    """Return the record's JSON in a line without its newline. Raises ``DamagedError`` unless it is whole."""
    body = line[_BODY_AT:-1]
    framed = line.startswith(_BEFORE) and line[_BODY_AT - len(_BETWEEN) : _BODY_AT + 1] == _BETWEEN + b"{"
    if not framed or not line.endswith(b"}}"):
        raise DamagedError(tr("the line is torn"))
    if line[len(_BEFORE) : len(_BEFORE) + 8] != b"%08x" % zlib.crc32(body):
        raise DamagedError(tr("the checksum does not fit"))
    return body


def head_of(body: bytes) -> Head:
    """Return what a record is and which hold it belongs to; as much of it as a newer bodymap says in the same way.

    The samples of a packed hold, nearly all of the journal, are not looked at: the checksum vouches for them.
    Raises ``DamagedError`` for what is no JSON.
    """
    before, found, after = body.partition(_SAMPLES)
    with contextlib.suppress(msgspec.DecodeError, RecursionError):
        return _head_decoder.decode(before + after[after.rfind(b"]") + 1 :] if found else body)
    try:
        kind = _kind_decoder.decode(body)
    except msgspec.ValidationError:
        return Head()
    except (msgspec.DecodeError, RecursionError) as error:
        raise DamagedError(tr("the record is no JSON: {error}").format(error=error)) from error
    return Head(kind.kind, kind.session)


def record_in(body: bytes) -> AnyRecord:
    """Return the record of a line's JSON. Raises ``DamagedError`` and ``NewerError``."""
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError as error:
        raise NewerError(tr("the record is not known: {error}").format(error=error)) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise DamagedError(tr("the record is no JSON: {error}").format(error=error)) from error


def record_of(line: bytes) -> AnyRecord:
    """Return the record in a line without its newline. Raises ``DamagedError`` and ``NewerError``."""
    return record_in(body_of(line))


def knows_all(record: AnyRecord, body: bytes) -> bool:
    """Return whether the record holds everything that its JSON says: no field is there that this version lacks."""
    if _encoder.encode(record) == body:
        return True
    # An older bodymap may have left out what has a default by now; that is no more than is known.
    return _within(msgspec.json.decode(body), msgspec.to_builtins(record))


def _within(said: object, known: object) -> bool:
    if isinstance(said, dict) and isinstance(known, dict):
        return all(key in known and _within(value, known[key]) for key, value in said.items())
    if isinstance(said, list) and isinstance(known, (list, tuple)):
        return len(said) <= len(known) and all(map(_within, said, known))
    return said == known
