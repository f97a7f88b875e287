"""Tests that need the mesh: ``make test-art``."""
