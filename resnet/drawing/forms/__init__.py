"""The nine records of case management for print, blank and filled from the graph (domain.md §9)."""
