"""Who asks, what may be seen, what may be done."""
