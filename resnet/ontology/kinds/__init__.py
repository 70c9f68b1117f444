"""The kinds of node, one small module per kind of thing."""
