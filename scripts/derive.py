"""Writes the derived files anew (``make derived``); a house rule compares them with their makers."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# File → the function without arguments that returns its text.
DERIVED = {
    "docs/errors/README.md": "scripts.error_index:error_index",
    "docs/form-names.md": "scripts.form_names:names_page",
    "docs/ontology.md": "resnet.ontology.reference:reference_page",
    "docs/vocabularies.md": "resnet.ontology.vocabulary_page:vocabulary_page",
    "schema.graphql": "resnet.graphql.schema:exported_schema",
}


def text_of(name: str) -> str:
    """What the derived file ``name`` should hold."""
    module, function = DERIVED[name].split(":")
    return str(getattr(import_module(module), function)())


def main() -> None:
    """Write every derived file that differs."""
    for name in DERIVED:
        text, path = text_of(name), ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
