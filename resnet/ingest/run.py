"""A file into the store: read, understood, compared, written in whole commits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar

from resnet.access.scope import Scope
from resnet.graph.batches import in_batches
from resnet.graph.collector import collect_young, collector_at_rest
from resnet.graph.elements import Change, End, Node, NodeId, Put
from resnet.graph.reading import never_held
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.ingest.area_changes import ingest_area_changes
from resnet.ingest.area_run import ingest_areas
from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.clean.day import clean_day
from resnet.ingest.compare import Compared, Comparing, RowChanges, compare
from resnet.ingest.elements_of import ListSaid, RowElements, Weaver
from resnet.ingest.identify import Identities
from resnet.ingest.kept_report import told_before, told_with
from resnet.ingest.known import PROVIDERS, Known, read_known
from resnet.ingest.known_areas import Areas, load_areas
from resnet.ingest.list_source import list_name
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.mapping import Told, find_mapping, refuse_unknown_columns
from resnet.ingest.mapping.part import Part
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.read_again import Again
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits
from resnet.ingest.readers.read import read_tables
from resnet.ingest.report import FileReport, Refused, TableReport
from resnet.ingest.resolve.apart import apart
from resnet.ingest.resolve.ledger import read_ledger
from resnet.ingest.resolve.propose import propose
from resnet.ingest.said.day_of_list import day_of_list
from resnet.ingest.said.row import Reading, RefusedRowError, RowSaid
from resnet.ingest.said.service_cells import start_of
from resnet.ingest.seen import CountedIds
from resnet.ingest.shown_secret import shown_secret
from resnet.ingest.stale import stale_relations
from resnet.ingest.taken_file import begin_file, came_in, digest_of, last_came_in
from resnet.ingest.unchanged import touched_since, way_of_reading
from resnet.ingest.writing import INGEST, Writer
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.words import KOREA

# A file that lost most of its rows is cut off, or another list of the same name, sooner than the truth.
_MOST_GONE = 0.5
_FEWEST_GONE = 10
# Rows of a new list: compared and written while the next are still to be read; cleaned before they are woven
# (either goes on longer with what it has at hand: a tenth less); and made until circles are searched,
# when most of what was made is written and let go of.
_ROWS_AT_ONCE, _ROWS_CLEANED, _ROWS_UNTIL_SEARCHED = 1000, 256, 8000
# Looking through so many changes for each row takes as long as comparing it.
_CHANGES_A_ROW = 10


class TooManyGoneError(BadFileError):
    """Most rows of the list are gone: nothing was marked."""

    code: ClassVar[str] = "too-many-gone"

    def __init__(self, where: Where, gone: int, before: int) -> None:
        self.gone, self.before = gone, before
        super().__init__(where, gone=gone, before=before)


class OlderListError(BadFileError):
    """A later issue of the list was read already."""

    code = "older-list"

    def __init__(self, where: Where, day: date, known: date) -> None:
        self.day, self.known = day, known
        super().__init__(where, day=day, known=known)


@dataclass(frozen=True, kw_only=True)
class IngestOptions:
    """How a file is read in.

    ``told`` is what is known of its columns, ``part`` the sheet or range that is meant. ``source`` names the
    list when its file name does not; ``as_of`` is its day; ``standing`` how it is believed (``list`` or
    ``official-list``). ``may_go`` accepts that most rows of an earlier issue are gone. ``limits`` is how much
    the file may ask of this machine. ``progress`` is told rows done and rows in all.
    ``by`` is the id of the person who hands it in.
    """

    told: Told = field(default_factory=Told)
    part: Part = field(default_factory=Part)
    is_dry_run: bool = False
    source: str | None = None
    as_of: date | None = None
    standing: str | None = None
    may_go: bool = False
    limits: Limits = DEFAULT_LIMITS
    progress: Callable[[int, int], None] | None = None
    by: str = ""


def ingest_file(
    store: GraphStore, path: Path, *, scope: Scope, options: IngestOptions | None = None
) -> FileReport:
    """What came of the file's lists; the same file again changes nothing.

    ``scope`` must see everything. A stopped run is whole up to its last commit and goes on when it is
    started again.

    Raises:
        BadFileError: If no table of the file is a list that can be taken; nothing was written.
        UnknownPresetError: If the asked layout is none.
    """
    with collector_at_rest():
        return _ingest_file(store, path, scope, options or IngestOptions())


def _ingest_file(store: GraphStore, path: Path, scope: Scope, options: IngestOptions) -> FileReport:
    report = _ingest_lists(store, path, scope, options)
    if report.commits:
        # After the list is whole: what it told of may be what other lists tell of.
        report.proposed = propose(store, scope, new=[table.told_of for table in report.tables])
    return report


def _ingest_lists(store: GraphStore, path: Path, scope: Scope, options: IngestOptions) -> FileReport:
    """What came of the lists before identity is asked about; what was kept of a list goes with it."""
    understood, skipped = _understood(path, options)
    report = FileReport(path.name, digest_of(path), options.is_dry_run, skipped=skipped)
    taken = begin_file(store, path.name, report.digest, options.by)
    for columns in understood:
        one = _OneList(store, scope, options, path, columns, taken, is_alone=len(understood) == 1)
        with one.writer:
            report.tables.append(one.ingest())
        report.commits += one.writer.commits
        taken = one.writer.file or taken
    report.taken = taken.id if report.commits else None
    return report


def _understood(path: Path, options: IngestOptions) -> tuple[list[Columns], list[BadFileError]]:
    """The lists of the file, and why each other table is none. Nothing is kept as it was read."""
    understood: list[Columns] = []
    skipped: list[BadFileError] = []
    for table in options.part.of(read_tables(path, limits=options.limits), Where(path.name)):
        try:
            understood.append(find_mapping(table, options.told).by_itself())
        except BadFileError as error:
            skipped.append(error)
    if not understood:
        raise skipped[0]
    refuse_unknown_columns(path.name, options.told, understood)
    return understood, skipped


@dataclass
class _OneList:
    """A list of the file on its way into the store."""

    store: GraphStore
    scope: Scope
    options: IngestOptions
    path: Path
    columns: Columns
    taken: Node
    is_alone: bool

    def __post_init__(self) -> None:
        self.writer = Writer(
            self.store,
            self.scope,
            f"{INGEST} {self.path.name}",
            is_dry_run=self.options.is_dry_run,
            file=self.taken,
        )

    @property
    def digest(self) -> str:
        """The file's fingerprint."""
        return self.taken.text("digest")

    def ingest(self) -> TableReport:
        view = self._view()
        name = self.options.source or list_name(self.path).name
        if not self.is_alone and self.columns.table.sheet:
            name = f"{name} / {self.columns.table.sheet}"
        source = self.store.ids.key("source", name)
        before = view.nodes([source]).get(source)
        if before is not None and never_held(before):
            before = None
        report = TableReport(self.columns, name, self._day(before))
        self._refuse_older(before, report.as_of)
        if self.columns.subject is Subject.AREAS:
            ingest_areas(view, self.writer, report)
        elif self.columns.subject is Subject.AREA_CHANGES:
            ingest_area_changes(view, self.writer, report)
        else:
            if before is not None and self._stands(
                view, before, again := TableReport(self.columns, name, report.as_of)
            ):
                return again
            known = read_known(view, source)
            rows = self._rows(known, source, report)
            if before is None:
                self._write_new(view, source, report, rows)
            else:
                listed = list(rows)
                compared = self._compared(view, known, listed, report)
                self._write_again(source, before, report, listed, compared)
        return report

    def _view(self) -> GraphView:
        """The store as it would be without judgements on identity, which are laid over what is written."""
        view = self.store.view(self.scope, as_of=EVERY_MOMENT)
        ledger = read_ledger(view)
        self.writer.clusters = ledger.clusters
        return apart(view, self.store.ids, ledger)

    def _day(self, before: Node | None) -> date:
        """The list's day: told, by its name, above its rows, the latest of them, as before, or today."""
        today = self.store.now().astimezone(KOREA).date()
        told = self.options.as_of or list_name(self.path).day or day_of_list(self.columns, today)
        if told is not None:
            return told
        if (column := self.columns.column_of(Role.SAID_ON)) is not None:
            days = (clean_day(row.text(column)).value for row in self.columns.rows)
            latest = max((day for day in days if day and day <= today), default=None)
            if latest is not None:
                return latest
        as_of = before.get("as_of") if before and before.text("digest") == self.digest else None
        return as_of if isinstance(as_of, date) else today

    def _refuse_older(self, before: Node | None, day: date) -> None:
        known = before.get("as_of") if before else None
        if isinstance(known, date) and day < known:
            raise OlderListError(self.columns.table.where(), day, known)

    def _rows(self, known: Known, source: NodeId, report: TableReport) -> Iterator[RowElements]:
        """The rows that can be kept, one after the other; what is said of them counts in the report."""
        weaver = self._weaver(known, source, report)
        reading = Reading(self.columns, known.areas.index, report.as_of)
        weaver.secret = shown_secret(self._weaver(known, source, report), reading)
        report.uncertain = weaver.identities.uncertain
        described = CountedIds()
        for some in in_batches(self._understood(known.areas, report), _ROWS_CLEANED):
            for elements in map(weaver.row, some):
                described.add(elements.described.values())
                report.protected += elements.elements[elements.record].category is Category.PROTECTED
                yield elements
        report.described.update(described.by_kind())

    def _weaver(self, known: Known, source: NodeId, report: TableReport) -> Weaver:
        preset = self.columns.preset
        said = ListSaid(
            source=source,
            source_name=report.source,
            standing=self.options.standing or (preset.standing if preset else "list"),
            as_of=report.as_of,
            sheet=self.columns.table.sheet or "",
            columns=self.columns,
        )
        is_of_places = self.columns.subject is Subject.FACILITY
        return Weaver(said, Identities(self.store.ids, source, known, is_of_places=is_of_places))

    def _understood(self, areas: Areas, report: TableReport) -> Iterator[RowSaid]:
        """What each row says; refused ones are told."""
        report.has_no_areas = not areas.nodes
        reading = Reading(self.columns, areas.index, report.as_of)
        for row in self.columns.rows:
            report.rows_read += 1
            if report.rows_read % _ROWS_UNTIL_SEARCHED == 0:
                collect_young()
            try:
                understood = reading.row(row)
            except RefusedRowError as refused:
                column = self.columns.column_of(refused.role) if refused.role else None
                report.refused.append(Refused(self.columns.table.where(row.number, column), refused.why))
                continue
            report.note(understood)
            if understood.where.unknown_area and areas.nodes:
                report.unknown_areas[understood.where.unknown_area] += 1
            yield understood

    def _stands(self, view: GraphView, before: Node, report: TableReport) -> bool:
        """Whether the list stands already, whatever came since; then the report says all that it says."""
        fields, count = _source_fields(self, report), len(self.columns.rows)
        touched = touched_since(view, before, fields, most=_CHANGES_A_ROW * count)
        if touched is None:
            return False
        areas = load_areas(view)
        again = Again(
            view,
            areas,
            Reading(self.columns, areas.index, report.as_of),
            lambda: ((report.rows_read - 1, said) for said in self._understood(areas, report)),
            lambda known: self._weaver(known, before.id, report),
            told_before(last_came_in(view, before.id), fields),
        )
        return again.stands(touched, report, lambda: self._progress(report, count))

    def _progress(self, report: TableReport, total: int) -> None:
        if self.options.progress:
            self.options.progress(report.kept, total)

    def _refuse_too_many_gone(self, known: Known, compared: Compared) -> None:
        listed = sum(1 for record in known.records if known.describes.get(record))
        gone = len(compared.gone)
        if not self.options.may_go and gone >= _FEWEST_GONE and gone > _MOST_GONE * listed:
            raise TooManyGoneError(self.columns.table.where(), gone, listed)

    def _write_new(
        self, view: GraphView, source: NodeId, report: TableReport, rows: Iterable[RowElements]
    ) -> None:
        """A list that was never read has nothing to lose: it is written while its rows are read."""
        self.writer.begin([_source_put(self, source, report)], rows=len(self.columns.rows))
        comparing = Comparing(view, {})
        for some in in_batches(rows, _ROWS_AT_ONCE):
            self._write_rows(comparing.compare(some), some, report, len(self.columns.rows))
        self._close(source, report, [])

    def _compared(
        self, view: GraphView, known: Known, rows: list[RowElements], report: TableReport
    ) -> Compared:
        """All that the list changes; refused where it lost too much."""
        at = start_of(report.as_of)
        compared = compare(view, known, rows, at)
        stale = stale_relations(view, known, rows, self.store.ids, report.as_of)
        compared.no_longer_said += [End(edge, at) for edge in stale]
        self._refuse_too_many_gone(known, compared)
        return compared

    def _write_again(
        self,
        source: NodeId,
        before: Node,
        report: TableReport,
        rows: list[RowElements],
        compared: Compared,
    ) -> None:
        """A further issue, or the same again: what it lost is known before anything is written."""
        is_same = before.text("digest") == self.digest
        if not is_same or any(each.changes for each in compared.rows) or compared.gone:
            self.writer.add([_source_put(self, source, report)])
        self._write_rows(compared.rows, rows, report, len(rows))
        report.no_longer_listed = len(compared.gone)
        self._close(source, report, [compared.no_longer_said, *compared.gone.values()])

    def _write_rows(
        self, compared: Iterable[RowChanges], rows: Iterable[RowElements], report: TableReport, total: int
    ) -> None:
        told_of: list[NodeId] = []
        for each, row in zip(compared, rows, strict=True):
            if not each.changes:
                report.unchanged += 1
            elif each.is_new:
                report.new += 1
            else:
                report.changed += 1
            if each.changes:
                told_of += (row.described[kind] for kind in PROVIDERS if kind in row.described)
            report.created.update(node_id.partition(":")[0] for node_id in each.created)
            self.writer.add(each.changes)
            self._progress(report, total)
        report.told_of.add(told_of)

    def _close(self, source: NodeId, report: TableReport, rest: Iterable[Iterable[Change]]) -> None:
        """What is left to be said when all rows are written, and that the list stood in the file."""
        for changes in rest:
            # One by one: what a long list says no longer is more than one commit takes.
            for change in changes:
                self.writer.add([change])
        if self.writer.has_changes:
            told = told_with(report, _source_fields(self, report))
            self.writer.add([came_in(self.store, source, self.taken.id, told)])
        report.created.pop("source", None)
        self.writer.finish()
        report.elements_changed = self.writer.changed


def _source_put(one: _OneList, source: NodeId, report: TableReport) -> Change:
    """The source as it should stand."""
    return Put(Node(id=source, kind="source", fields=_source_fields(one, report)))


def _source_fields(one: _OneList, report: TableReport) -> dict[str, Value]:
    fields: dict[str, Value] = {
        "name": report.source,
        "preset": one.columns.preset.name if one.columns.preset else "",
        "standing": one.options.standing or (one.columns.preset.standing if one.columns.preset else "list"),
        "digest": one.digest,
        "as_of": report.as_of,
        "read_at": one.store.now(),
        "read_by": way_of_reading(one.columns),
    }
    return {name: value for name, value in fields.items() if value != ""}
