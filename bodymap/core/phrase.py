"""The same thing said in two voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from bodymap.core.language import tr

if TYPE_CHECKING:
    from bodymap.core.state import Voice


class Phrase(Struct, frozen=True):
    """The same thing said to a clinician and to a client, in English. An empty text leaves its part out."""

    clinician: str
    client: str

    def to(self, voice: Voice) -> str:
        """Return the phrase in one voice, in the language in use."""
        text = self.client if voice == "client" else self.clinician
        return tr(text)
