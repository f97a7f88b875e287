"""The finder: search by what people type, lists by body region, and from a painful place to its points."""
