"""The front door for lists: read, map, clean, and only then write."""
