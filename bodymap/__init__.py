"""bodymap: click a trigger point, see where it commonly sends its pain."""

__version__ = "0.1.0"
