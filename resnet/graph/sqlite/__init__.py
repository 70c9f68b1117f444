"""The embedded store: one encrypted SQLite file."""
