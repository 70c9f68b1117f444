"""What both windows share: who signs in, errors to status, threads. Small on purpose."""
