"""The words of the painting's page, in both voices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.language import msg
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.painting.model import Kind, Said

KIND_NAMES: Final[dict[Kind, str]] = {
    "pain": msg("Pain"),
    "tingling": msg("Tingling"),
    "numbness": msg("Numbness"),
    "burning": msg("Burning"),
}
ANSWERS: Final[dict[Said, str]] = {"yes": msg("Yes"), "no": msg("No"), "other": msg("Other")}
INVITATION: Final = Phrase(
    msg("Paint on the body where the client feels it. A brush is as wide on the skin as it says, on every drawing."),
    msg("Paint on the body where you feel it."),
)
MORE: Final = Phrase(
    msg("Is there more? Turn the body: choose another drawing in the strip, or the other side."),
    msg("Is there more? Turn the body."),
)
ASK: Final = Phrase(msg("Press here and ask: is this your pain?"), msg("Press here: is this your pain?"))
FROM: Final = Phrase(msg("It may come from"), msg("It may come from"))
ALSO: Final = Phrase(msg("This also fits"), msg("This also fits"))
NOTHING: Final = Phrase(
    msg("Nothing in this atlas is known to send pain there."), msg("Nothing that we know is felt there.")
)
