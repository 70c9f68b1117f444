"""Drawings: each is a plain model, a layout of it and an SVG, made from what one view may see."""
