"""The strip: every sheet as a small live picture."""
