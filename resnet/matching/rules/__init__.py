"""The rules: each a small pure function whose docstring is its public documentation."""
