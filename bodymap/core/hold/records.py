"""The lines of the journal: one record a line, as JSON, each with a checksum of its own bytes.

``{"crc":"89ab12cd","record":{"kind":"sample",...}}``. The checksum is the CRC-32 of the record's JSON as
written. Nothing in a record names a client.
"""

import re
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


class Packed(Record, frozen=True, tag="packed"):
    """A finished hold in one line, as compaction writes it."""

    begun: Begun
    samples: tuple[Sample, ...]
    ended: Ended


AnyRecord = Begun | Kept | Ended | Removed | Packed


class DamagedError(ValueError):
    """A line of the journal that cannot be read; the message says why."""


_LINE: Final = re.compile(rb'\{"crc":"(?P<crc>[0-9a-f]{8})","record":(?P<body>\{.*\})\}', re.DOTALL)
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


def line_of(record: AnyRecord) -> bytes:
    """Return the record as a line of the journal, newline included."""
    body = _encoder.encode(record)
    return b'{"crc":"%08x","record":%b}\n' % (zlib.crc32(body), body)


def record_of(line: bytes) -> AnyRecord:
    """Return the record in a line without its newline. Raises ``DamagedError``."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise DamagedError(tr("the line is torn"))
    if int(found["crc"], 16) != zlib.crc32(found["body"]):
        raise DamagedError(tr("the checksum does not fit"))
    try:
        return _decoder.decode(found["body"])
    except (msgspec.DecodeError, RecursionError) as error:
        raise DamagedError(tr("the record is not known: {error}").format(error=error)) from error
