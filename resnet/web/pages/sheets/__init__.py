"""The sheets by which people act in a case: each asks, calls one act, and says what came of it."""
