"""How what the atlas says of a point is shown in words: for the panel, and for whoever else speaks of one."""
