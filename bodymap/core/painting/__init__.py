"""Pain as it is painted on the skin: strokes, what they cover, how they are kept, and what they may come from."""
