"""A cell's text to a value, one module a type of value: nothing is guessed in silence."""
