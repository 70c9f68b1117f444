"""The window for people: server-rendered pages that work without script. It translates, nothing else."""
