"""From a file to tables of text cells, each with its place; nothing is interpreted here."""
