"""A run's report in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from resnet.ingest.bad_file import column_letters
from resnet.ingest.mapping.mapping import Mapping
from resnet.ingest.mapping.preview import tell_columns
from resnet.ingest.readers.table import RawTable
from resnet.ingest.report import FileReport, TableReport
from resnet.messages import Messages, say_error
from resnet.ontology.registry import kind_named

_SHOWN = 10
_KINDS = ("agency", "group", "service", "place", "person", "area", "record")
_FIELDS_OF = ("agency", "service", "place", "group")


def tell(report: FileReport, words: Messages) -> list[str]:
    """The report in lines; of the cells only names of districts, heads of columns, and samples when dry."""
    lines = [words.text("ingest-file", file=report.file)]
    if report.is_dry_run:
        lines.append(words.text("ingest-dry-run"))
    for table in report.tables:
        lines += _table(table, words)
        if report.is_dry_run:
            lines += tell_columns(table.columns, words)
    if report.proposed.joined or report.proposed.waiting:
        proposed = report.proposed
        lines.append(words.text("ingest-identity", joined=proposed.joined, waiting=proposed.waiting))
    for error in report.skipped:
        lines.append(words.text("ingest-skipped", why=say_error(error, words.language)))
    return lines


def _table(table: TableReport, words: Messages) -> Iterator[str]:
    columns = table.columns
    preset = columns.preset.title.of(words.language) if columns.preset else words.text("ingest-preset-none")
    yield words.text(
        "ingest-list",
        sheet=columns.table.sheet or "none",
        subject=words.text(f"ingest-subject-{columns.subject.value}"),
        preset=preset,
        day=table.as_of.isoformat(),
    )
    yield words.text(
        "ingest-rows",
        read=table.rows_read,
        kept=table.kept,
        new=table.new,
        changed=table.changed,
        unchanged=table.unchanged,
        refused=len(table.refused),
        gone=table.no_longer_listed,
    )
    yield words.text("ingest-described", things=_things(table.described, words))
    yield _created(table, words)
    yield from _cautions(table, words)


def _created(table: TableReport, words: Messages) -> str:
    if not table.elements_changed:
        return words.text("ingest-nothing-new")
    return words.text("ingest-created", things=_things(table.created, words))


def _cautions(table: TableReport, words: Messages) -> Iterator[str]:
    yield from _hidden(table.columns.table, words)
    yield from _marked(table.columns, words)
    yield from _parted(table.columns, words)
    if table.protected:
        yield words.text("ingest-protected", count=table.protected)
    for refused in table.refused[:_SHOWN]:
        why = words.text(f"ingest-refused-{refused.why}")
        row = refused.where.row or column_letters(refused.where.column or 0)
        yield words.text("ingest-refused-row", row=str(row), why=why)
    if len(table.refused) > _SHOWN:
        yield words.text("ingest-refused-more", count=len(table.refused) - _SHOWN)
    if table.rules:
        yield words.text("ingest-rules", rules="; ".join(_rules(table, words)))
    if table.unread:
        fields = ", ".join(
            f"{field_label(name, words)} {count:,}" for name, count in table.unread.most_common()
        )
        yield words.text("ingest-unread", fields=fields)
    if table.unknown_areas:
        shown = table.unknown_areas.most_common(_SHOWN)
        yield words.text("ingest-unknown-areas", areas=", ".join(f"{name} {n:,}" for name, n in shown))
    if table.has_no_areas:
        yield words.text("ingest-no-areas")
    if table.uncertain:
        yield words.text("ingest-uncertain", count=len(table.uncertain))
    heads = [column.head for column in table.columns.unmapped if column.head]
    if heads:
        yield words.text("ingest-unmapped", columns=", ".join(heads))


def _rules(table: TableReport, words: Messages) -> Iterator[str]:
    for (name, rule), count in sorted(table.rules.items(), key=lambda each: (-each[1], each[0])):
        yield f"{field_label(name, words)} {words.text(f'clean-rule-{rule}')} {count:,}"


def _hidden(table: RawTable, words: Messages) -> Iterator[str]:
    if table.is_hidden:
        yield words.text("ingest-hidden-sheet")
    if table.hidden_rows:
        yield words.text("ingest-hidden-rows", count=len(table.hidden_rows))
    if table.hidden_columns:
        letters = ", ".join(map(column_letters, table.hidden_columns))
        yield words.text("ingest-hidden-columns", columns=letters)
    if table.uncounted:
        cells = ", ".join(table.uncounted[:_SHOWN])
        yield words.text("ingest-uncounted", count=len(table.uncounted), cells=cells)
    if table.comments:
        places = (f"{column_letters(column)}{row}" for row, column, _ in table.comments[:_SHOWN])
        yield words.text("ingest-comments", count=len(table.comments), cells=", ".join(places))


def _marked(columns: Mapping, words: Messages) -> Iterator[str]:
    if columns.shape.head_row is None:
        yield words.text("ingest-no-heads")
    if columns.legend:
        codes = ", ".join(f"{code} = {said}" for code, said in columns.legend.items())
        yield words.text("ingest-legend", codes=codes)
    if columns.unclear:
        rows = ", ".join(map(str, columns.unclear[:_SHOWN]))
        yield words.text("ingest-marks-unclear", count=len(columns.unclear), rows=rows)
    if struck := columns.table.struck:
        yield words.text("ingest-struck", count=len(struck), cells=", ".join(struck[:_SHOWN]))
    if shaded := columns.shaded:
        yield words.text("ingest-shaded", count=len(shaded), rows=", ".join(map(str, shaded[:_SHOWN])))


def _parted(columns: Mapping, words: Messages) -> Iterator[str]:
    if columns.carried:
        yield words.text("ingest-rows-carried", count=len(columns.carried))
    if columns.grouped:
        yield words.text("ingest-rows-grouped", count=columns.grouped)
    if columns.as_above:
        yield words.text("ingest-rows-as-above", count=columns.as_above)
    if columns.under_ended:
        yield words.text("ingest-rows-under-ended", count=columns.under_ended)
    if columns.of_several:
        yield words.text("ingest-rows-of-several", count=columns.of_several)


def _things(counts: Counter[str], words: Messages) -> str:
    said = [words.text(f"ingest-things-{kind}", count=counts[kind]) for kind in _KINDS if counts[kind]]
    return ", ".join(said) or words.text("ingest-things-record", count=0)


def field_label(name: str, words: Messages) -> str:
    """What a reader calls a field of the things that lists tell of."""
    if name == "contact":
        return words.text("ingest-field-contact")
    if name == "service":
        return words.text("ingest-field-service")
    if name == "covers":
        return words.text("ingest-role-covers")
    for kind in _FIELDS_OF:
        field = kind_named(kind).field(name)
        if field is not None:
            return field.label.of(words.language)
    return name
