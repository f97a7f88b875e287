"""A drawing's file is taken apart into layers and put together again to the byte. Needs no mesh."""

from __future__ import annotations

import pytest

from art import manifest, svgfile

HEAD = '<svg viewBox="0 0 884 1688">\n'
BLOCKS = {
    "muscles.shared": '<defs>\n<linearGradient id="fade.belly"/>\n</defs>\n',
    "skin": '<g id="skin.tone">\n<path d="m1 2"/>\n</g>\n<g id="skin.ink">\n<path d="m3 4"/>\n</g>\n',
    "regions": '<path id="region.calf" d="m1 2"/>\n',
    "muscle.soleus": '<g id="muscle.soleus" class="deep">\n<path class="belly" d="m5 6"/>\n</g>\n',
    "muscle.masseter": "",
    "point.soleus-1": '<circle id="point.soleus-1" r="5"/>\n',
    "zone.soleus-1.essential": '<g id="zone.soleus-1.essential" class="essential">\n<path d="m7 8"/>\n</g>\n',
    "zone.soleus-2.essential": '<g id="zone.soleus-2.essential" class="essential">\n<path d="m7 8"/>\n</g>\n',
    "zone.soleus-2.spillover": '<g id="zone.soleus-2.spillover" class="spillover">\n<path d="m9 8"/>\n</g>\n',
}


def test_what_is_put_together_comes_apart_again() -> None:
    text = svgfile.together(HEAD, BLOCKS)
    assert svgfile.apart(text) == {name: block for name, block in BLOCKS.items() if block}
    assert svgfile.together(HEAD, svgfile.apart(text)) == text


def test_groups_stand_in_the_order_of_painting_and_what_is_asked_for_is_hidden() -> None:
    text = svgfile.together(HEAD, dict(reversed(BLOCKS.items())))
    starts = [
        line for line in text.splitlines() if line.startswith(tuple(f'<g id="{name}"' for name in svgfile.GROUPS))
    ]
    assert starts == [
        '<g id="skin" transform="scale(.1)">',
        '<g id="regions" display="none" transform="scale(.1)">',
        '<g id="bones" display="none" transform="scale(.1)">',
        '<g id="landmarks" display="none">',
        '<g id="sites" display="none" transform="scale(.1)">',
        '<g id="muscles" transform="scale(.1)">',
        '<g id="points" display="none">',
        '<g id="zones" display="none" transform="scale(.1)">',
    ]


def test_a_zone_that_lies_where_another_does_names_it_and_is_kept_in_full() -> None:
    text = svgfile.together(HEAD, BLOCKS)
    assert text.count("m7 8") == 1
    assert '<use href="#zone.soleus-1.essential"/>' in text
    # The one that is named is moved away: the other is drawn itself.
    moved = BLOCKS | {"zone.soleus-1.essential": BLOCKS["zone.soleus-1.essential"].replace("m7", "m1")}
    again = svgfile.together(HEAD, svgfile.apart(text) | {"zone.soleus-1.essential": moved["zone.soleus-1.essential"]})
    assert again == svgfile.together(HEAD, moved)
    assert "<use" not in again


def test_the_size_is_read_as_it_is_written() -> None:
    assert svgfile.size(svgfile.together(HEAD, BLOCKS)) == ("884", "1688")
    with pytest.raises(ValueError, match="no view box"):
        svgfile.size("<svg/>")


@pytest.mark.parametrize(
    "path", sorted(manifest.OUT.glob("*/*.svg")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_drawing_that_is_shipped_can_be_kept_by_layers(path) -> None:
    text = path.read_text(encoding="utf-8")
    head = text[: text.index('<g id="skin"')]
    assert svgfile.together(head, svgfile.apart(text)) == text
