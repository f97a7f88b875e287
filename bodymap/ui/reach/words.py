"""The words of the page about where to look first, in both voices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.language import msg
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.ranking import Fit

ABOUT: Final = Phrase(
    msg("How many muscles commonly send pain to each place. Choose a place in the list or on the body."),
    msg("How many muscles pain can come from, place by place. Choose a place in the list or on the body."),
)
FITS: Final[dict[Fit, str]] = {"well": msg("well"), "partly": msg("partly"), "little": msg("a little")}
"""How well a muscle fits a place, where "fits" stands above."""
