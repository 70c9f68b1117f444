"""What exists and what may be said of it."""
