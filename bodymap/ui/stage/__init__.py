"""The stage and the strip: the drawings, large and small, and what is lit on them."""
