"""The colours and sizes of what the drawings show. They stay the same by day and by lamplight.

A figure keeps its skin and a zone its red whatever the theme; only the ground around the figures follows the
palette. Sizes are logical pixels.
"""

from __future__ import annotations

from typing import Final

from bodymap.ui import theme

HUES: Final = theme.HUES
"""Colours of lit spots in order of lighting. Told apart with every common colour blindness, and lettered besides."""
LETTERS: Final = theme.LETTERS

MARK: Final = "#16120f"
"""A point is a black X."""
HALO: Final = "#fffaf4"
"""Around marks, so that they stand out on ink, muscle and zone alike."""
FOCUS: Final = theme.LIGHT.focus
RING: Final = "#6a4a00"
ASKED: Final = "#3c7f9c"
"""The place that is asked about: a cool ground, as red is for what a point is known to cause."""
"""Ring around the points of a marked condition or of the place asked about."""
MUSCLE: Final = "#7f8c9a"
"""Of what is lit; cool, since pain alone is red."""
MUSCLE_LINE: Final = "#2f3a47"
SHEEN: Final = "#b4bfca"
TENDON: Final = "#f6f0e4"
UNLIT_MUSCLE: Final = "#a08e84"
UNLIT_LINE: Final = "#6b5a50"
UNLIT_SHEEN: Final = "#c9b8ab"
SIGN: Final = "#3a4a6b"
"""Of what is noticed and is no pain, such as gooseflesh; told by its rings besides."""
LABEL: Final = "#5b463a"
LANDMARK: Final = "#1d6a72"
"""Of the dot where a hand finds bone; neither a point nor pain."""
BONY: Final = "#17494f"
"""Of the names of bones and landmarks, so that they are told from those of regions."""
SITE: Final = "#f0c24a"
"""Of a place that must not be pressed; its dashes and slanting lines say so without the colour."""
SITE_LINE: Final = "#7a4e00"
SITE_ALPHA: Final = 0.28
BONE: Final = "#efe9da"
BONE_LINE: Final = "#6d6353"
GHOST_ALPHA: Final = 0.25
"""Of a bone by a lit deep muscle."""
GHOST_LINE_ALPHA: Final = 0.5
FALLBACK_SKIN: Final = theme.SKIN

ESSENTIAL_ALPHA: Final = 0.86
"""Of a zone's core, so that the ink of the figure stays visible through it."""
SOFT_ROOM: Final = 16.0
"""How wide a zone has to be to grow softly towards its core all the way; a narrower one is firmer at its edge."""
FADED: Final = 0.22
"""How much of its strength the layer of muscles keeps under what is lit."""
QUIET: Final = 0.5
"""How much of its strength the X of every other point keeps while something is lit."""
TINT_ALPHA: Final = 0.22
"""Of the even tint under the stipple of a spillover zone."""
CASING: Final = 3.0
"""Width of the light line around a zone, half of it outside."""
CASING_ALPHA: Final = 0.9
PREVIEW: Final = 0.5
"""How much of its strength a zone has while its point is only hovered over."""
MUSCLE_ALPHA: Final = 0.8
FIBRE_ALPHA: Final = 0.5
OUTLINE_ALPHA: Final = 0.9
PALE_LINE: Final = 3.2
PALE_ALPHA: Final = 0.9
"""Of the pale line under a lit muscle's outline, by which it is told from a solid zone over it."""

LANDMARK_SIZE: Final = 5.5
"""Across the dot on a landmark."""
MARK_SIZE: Final = 8.0
"""From arm to arm of an X."""
LIT_MARK_SIZE: Final = 12.0
REACH: Final = 18.0
"""How far from its X a point still takes a click."""
FINGER: Final = 22.0
"""The same for a finger, where no other point is so near."""
CROWD: Final = 16.0
"""Points nearer than this to the one under the pointer are offered with it."""
FINE: Final = 2.0
"""Pixels of the screen to a logical one from which a step of one of them is not seen."""
PROJECTOR: Final = 1.7
"""How much larger marks, letters and reach are for an audience, and for a knuckle."""
DOT_PITCH: Final = 6.0
"""Distance of the stipple's dots."""
LEAST_ROWS: Final = 3
"""Of dots across a spillover zone; they come nearer together in a narrow one ..."""
LEAST_PITCH: Final = 3.2
"""... but not nearer than this, where they would run into one another: a narrower one is hollow."""
FEWEST_ROWS: Final = 2
"""Of dots across a smaller part of a zone that has the dots of its largest; with fewer it is hollow as well."""
HOLLOW_ALPHA: Final = 0.24
HOLLOW_LINE: Final = 1.0
HOLLOW_LINE_ALPHA: Final = 0.8
"""Of the tint and the line of spillover that is hollow."""
HOLLOW_ROOM: Final = 5.0
"""The line is thinner around what is narrower than this."""
DOT_RADIUS: Final = 1.35
RIM_DOT_RADIUS: Final = 1.1
"""Of the dots in a spillover zone's outer rim."""
SIGN_PITCH: Final = 8.0
SIGN_RADIUS: Final = 2.4
SIGN_LINE: Final = 1.1
"""Of the rings that a sign is drawn with."""
MOTION_MS: Final = 300
HEADER: Final = 30.0
"""Height kept free above a sheet for its title and sides."""
