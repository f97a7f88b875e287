"""The stage: the drawings shown large, on which points are found and lit."""
