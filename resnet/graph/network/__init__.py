"""The public part of the graph as arrays in memory: read-only, versioned, nothing personal."""
