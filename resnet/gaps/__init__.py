"""What the council asks: where needs stay unmet, why, and what supply stands beside them. Nobody is named."""
