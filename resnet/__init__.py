"""One graph of people's needs and a district's resources.

Start reading at ``ARCHITECTURE.md``; each room's ``__init__`` says what the room is for.
"""

from __future__ import annotations

__version__ = "0.1.0.dev0"
