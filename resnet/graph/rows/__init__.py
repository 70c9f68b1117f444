"""Elements as rows, and what every store decides the same: what may be written, what follows, who sees."""
