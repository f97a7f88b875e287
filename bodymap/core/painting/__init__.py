"""Pain as it is painted on the skin: strokes, what they cover, and how they are kept."""
