"""Plain diagrams beside the figures."""
