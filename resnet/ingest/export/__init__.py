"""The directory as a file that people take elsewhere: only what is public to everybody."""
