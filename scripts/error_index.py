"""The list of error pages, derived from the pages: each page's title and first sentence, by room."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).resolve().parent.parent / "docs" / "errors"
# The room of the class that a page names, and what that room's errors are about.
GROUPS = {
    "cli": "The command",
    "errors": "The store, and values everywhere",
    "settings": "Settings",
    "ingest": "Lists",
    "ontology": "Vocabularies and standards",
    "access": "Access",
    "casework": "Acts",
    "matching": "Matching",
    "drawing": "Drawings",
    "gaps": "Gaps",
    "graph": "The store",
    "serving": "Signing in",
    "graphql": "GraphQL",
    "web": "Pages",
    "demo": "The demonstration",
    "app": "Serving",
    "shipped": "The installation",
    "messages": "The installation",
}
HEAD = """\
# Errors

Derived from the pages beside it: write the page of a new error, then run `make derived`.

Every error has a stable code. The command line shows its message (and the code with `--json`), GraphQL gives
the code as `extensions.code`, a page shows it below the message. An error says what was wrong, where, and how
to mend it; nothing was half-written.
"""


def error_index() -> str:
    """The text of ``docs/errors/README.md``, the same for the same pages."""
    rows: dict[str, list[str]] = {group: [] for group in GROUPS.values()}
    for page in sorted(PAGES.glob("*.md")):
        if page.stem != "README":
            text = page.read_text(encoding="utf-8")
            room = re.search(r"`resnet\.([a-z_]+)\.", text)
            says = text.split("\n\n", 2)[1].replace("\n", " ")
            rows[GROUPS[room.group(1) if room else "errors"]].append(
                f"| [`{page.stem}`]({page.name}) | {says} |"
            )
    parts = [
        f"## {group}\n\n| code | |\n|---|---|\n" + "\n".join(found) for group, found in rows.items() if found
    ]
    return "\n".join([HEAD, *("\n\n".join(parts).splitlines()), ""])
