"""Loops that are compiled where numba is installed. Only ``compiled.py`` beside this folder imports them."""
