"""The panel: the words about what is lit, in the clinician's or the client's voice."""
