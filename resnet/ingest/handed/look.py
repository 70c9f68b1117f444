"""What a look at a file showed, and what came of taking it: plain values, in no language or in all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from resnet.ingest.bad_file import column_letters
from resnet.ingest.mapping.preset import OF_AREAS
from resnet.ingest.mapping.preview import preview_columns, preview_lines
from resnet.ingest.readers.table import RawRow
from resnet.ingest.report import FileReport, TableReport
from resnet.ingest.tell import field_label, tell
from resnet.messages import messages_for, say_error
from resnet.settings import LANGUAGES

# A page that named a hundred thousand rows would be read by nobody.
_MOST_ROWS: Final = 200


def seen_of(report: FileReport) -> dict[str, Any]:
    """What the page of a look shows of it: each list with its columns, samples, and what is not taken."""
    return {
        "lists": [_list(table) for table in report.tables],
        "skipped": [{each: say_error(error, each) for each in LANGUAGES} for error in report.skipped],
        "lines": lines_of(report),
        "is_of_areas": any(table.columns.subject in OF_AREAS for table in report.tables),
    }


def lines_of(report: FileReport) -> dict[str, list[str]]:
    """The report in words, in each language: what each list came to, and what is to be heeded."""
    # Columns have a table of their own on the page, and the page is called by the file.
    plain = replace(report, is_dry_run=False)
    return {each: tell(plain, messages_for(each))[1:] for each in LANGUAGES}


def _list(table: TableReport) -> dict[str, Any]:
    columns = table.columns
    return {
        "source": table.source,
        "sheet": columns.table.sheet or "",
        "as_of": table.as_of.isoformat(),
        "subject": columns.subject.value,
        "preset": columns.preset.name if columns.preset else "",
        "preset_title": {each: columns.preset.title.of(each) if columns.preset else "" for each in LANGUAGES},
        "rows": {
            "read": table.rows_read,
            "new": table.new,
            "changed": table.changed,
            "unchanged": table.unchanged,
            "refused": len(table.refused),
            "gone": table.no_longer_listed,
            "uncertain": len(table.uncertain),
        },
        "columns": [
            {
                "letters": each.letters,
                "head": each.head,
                "key": each.key,
                "role": each.role.value if each.role else "",
                "why": each.why.value,
                "is_of_week": each.is_of_week,
                "samples": list(each.samples),
            }
            for each in preview_columns(columns, messages_for(LANGUAGES[0]))
        ],
        "left_out": [
            {
                "why": {
                    language: preview_lines(columns, messages_for(language))[number].why_label
                    for language in LANGUAGES
                },
                "rows": list(lines.numbers[:_MOST_ROWS]),
                "count": len(lines.numbers),
            }
            for number, lines in enumerate(preview_lines(columns, messages_for(LANGUAGES[0])))
        ],
        "refused": [
            {"row": each.where.row, "column": each.where.column, "why": each.why}
            for each in table.refused[:_MOST_ROWS]
        ],
        "unread": _unread(table),
    }


def _unread(table: TableReport) -> list[dict[str, Any]]:
    """The cells that nobody could read, with what stands in them but where the column names people."""
    cells = [(each, each.where.row, each.where.column) for each in table.unread_cells[:_MOST_ROWS]]
    open_columns = {each.number for each in table.columns.columns if each.samples}
    rows = _rows_at(table, {row for _, row, column in cells if row and column in open_columns})
    return [
        {
            "row": row,
            "column": column_letters(column) if column else "",
            "field": _in_all(each.field),
            "cell": rows[row].text(column) if row in rows and column in open_columns else "",
        }
        for each, row, column in cells
    ]


def _rows_at(table: TableReport, numbers: set[int]) -> dict[int, RawRow]:
    """The first row of each of those lines of the sheet."""
    found: dict[int, RawRow] = {}
    for row in table.columns.rows:
        if len(found) == len(numbers):
            break
        if row.number in numbers:
            found.setdefault(row.number, row)
    return found


def _in_all(field: str) -> dict[str, str]:
    """What a field is called, in each language."""
    return {language: field_label(field, messages_for(language)) for language in LANGUAGES}
