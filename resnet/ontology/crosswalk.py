"""Crosswalks: which term of one vocabulary corresponds to which of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable

from resnet.ontology.authored import Table, read_toml
from resnet.ontology.vocabulary import (
    BadVocabularyError,
    UnknownVocabularyError,
    Vocabulary,
    load_vocabularies,
    load_vocabulary,
)
from resnet.shipped import shipped


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """``relation`` says what the second term is to the first: exact, broader, narrower or related."""

    from_code: str
    to_code: str
    relation: str
    note: str = ""


_TURNED = {"broader": "narrower", "narrower": "broader"}


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """Term-to-term correspondences of two vocabularies."""

    from_vocabulary: str
    to_vocabulary: str
    version: str
    source: str
    rows: tuple[CrosswalkRow, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[CrosswalkRow, ...]]:
        found: dict[str, tuple[CrosswalkRow, ...]] = {}
        for row in self.rows:
            found[row.from_code] = (*found.get(row.from_code, ()), row)
        return found

    def across(self, code: str) -> tuple[CrosswalkRow, ...]:
        """The rows of ``code``, in order; ``()`` when it corresponds to nothing."""
        return self._by_code.get(code, ())

    def turned(self) -> Crosswalk:
        """The same read the other way round."""
        return Crosswalk(
            from_vocabulary=self.to_vocabulary,
            to_vocabulary=self.from_vocabulary,
            version=self.version,
            source=self.source,
            rows=tuple(
                CrosswalkRow(row.to_code, row.from_code, _TURNED.get(row.relation, row.relation), row.note)
                for row in self.rows
            ),
        )


@cache
def load_crosswalks() -> tuple[Crosswalk, ...]:
    """All shipped crosswalks, in order of their file names.

    Raises:
        BadVocabularyError: If a file breaks the form or names a code that its vocabulary lacks.
    """
    files = (file for file in shipped("vocabularies/crosswalks").iterdir() if file.name.endswith(".toml"))
    return tuple(
        read_crosswalk(file, load_vocabularies()) for file in sorted(files, key=lambda each: each.name)
    )


@cache
def load_crosswalk(from_vocabulary: str, to_vocabulary: str) -> Crosswalk:
    """The crosswalk between two vocabularies, turned round where only the other direction is shipped.

    Raises:
        UnknownVocabularyError: If there is none.
        BadVocabularyError: If a crosswalk file breaks the form.
    """
    for crosswalk in load_crosswalks():
        ends = (crosswalk.from_vocabulary, crosswalk.to_vocabulary)
        if ends == (from_vocabulary, to_vocabulary):
            return crosswalk
        if ends == (to_vocabulary, from_vocabulary):
            return crosswalk.turned()
    raise UnknownVocabularyError(f"{from_vocabulary} to {to_vocabulary}")


def read_crosswalk(file: Traversable, vocabularies: Mapping[str, Vocabulary]) -> Crosswalk:
    """The crosswalk in ``file``, each code checked against its vocabulary.

    Raises:
        BadVocabularyError: If the file breaks the form; it names file, row and field.
    """
    table = read_toml(file, BadVocabularyError)
    table.only(("from", "to", "version", "source", "row"))
    ends = tuple(vocabularies.get(table.text(name)) for name in ("from", "to"))
    if ends[0] is None or ends[1] is None:
        raise table.fail("from, to", "the names of two vocabularies")
    rows = tuple(_row(each, ends[0], ends[1]) for each in table.tables("row"))
    if len({(row.from_code, row.to_code) for row in rows}) < len(rows):
        raise table.fail("row", "each pair of codes once")
    return Crosswalk(
        from_vocabulary=ends[0].id,
        to_vocabulary=ends[1].id,
        version=table.text("version"),
        source=table.text("source"),
        rows=rows,
    )


def _row(table: Table, start: Vocabulary, end: Vocabulary) -> CrosswalkRow:
    table.only(("from_code", "to_code", "relation", "note"))
    row = CrosswalkRow(
        table.text("from_code"),
        table.text("to_code"),
        table.text("relation"),
        table.maybe_text("note") or "",
    )
    for field, code, vocabulary in (("from_code", row.from_code, start), ("to_code", row.to_code, end)):
        if code not in vocabulary:
            raise table.fail(field, f"a code of the vocabulary {vocabulary.id}, not {code}")
    if row.relation not in load_vocabulary("crosswalk_relations"):
        raise table.fail("relation", "exact, broader, narrower or related")
    return row
