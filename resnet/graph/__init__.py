"""The pantry: one property graph, one door in, one way out."""
