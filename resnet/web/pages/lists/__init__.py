"""The coordinator's pages: lists into the directory, what waits for a person, and the directory as a file."""
