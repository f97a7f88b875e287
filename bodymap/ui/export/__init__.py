"""Pictures that leave the program: one point with its zones on a page, as PNG, SVG or PDF."""
