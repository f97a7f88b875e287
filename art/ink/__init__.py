"""Ink and tone: how the skin is drawn, and the colours of everything."""
