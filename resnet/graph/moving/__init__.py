"""A store carried to another place, whole: the log is replayed there, and a digest tells that it arrived."""
