"""The skin as the program knows it: cells on one reference surface, ways along it, and which a sheet shows."""
