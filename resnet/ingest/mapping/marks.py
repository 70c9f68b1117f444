"""Signs by which a cell says yes or no."""

from __future__ import annotations

YES = frozenset("○◯〇●◎⊙★☆■√✓✔ㅇoOvVyY")
NO = frozenset("×✕✗xX-–△▲nN")
