"""Reading YAML text with the line and column of every value; nothing here knows what an SOP is."""
