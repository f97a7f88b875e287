"""What bodymap knows and decides, without Qt: atlas, rules, search, sheets, selection."""
