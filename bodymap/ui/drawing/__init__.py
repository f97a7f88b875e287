"""Drawings as Qt paints them: where they lie, how they are inked, what is lit on them. Used by stage, strip, export."""
