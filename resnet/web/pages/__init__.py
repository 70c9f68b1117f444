"""One module a page: what it reads, in the words it shows."""
