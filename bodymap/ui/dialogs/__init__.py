"""Windows beside the main one: the overview of keys, and what bodymap is."""
