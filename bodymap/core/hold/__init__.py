"""The guided hold: from the right place to the right pressure, as pure values and functions without Qt."""
