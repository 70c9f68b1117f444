"""Files that a person handed in at a window: kept sealed until they are taken or thrown away."""
