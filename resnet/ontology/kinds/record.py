"""Where facts come from: sources, and records as they were read or said."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, code, count, day, moment, text, texts

SOURCE = Kind(
    name="source",
    label=Label("출처", "Source"),
    says="A list or feed that says things about the directory.",
    categories=(Category.INTERNAL,),
    sort_by="name",
    source="design.md §4",
    fields=(
        text("name", "이름", "name", indexed=True),
        text("preset", "서식", "preset"),
        code("standing", "근거 순위", "standing", "standings"),
        text("digest", "파일 지문", "file digest"),
        day("as_of", "기준일", "as of"),
        moment("read_at", "읽은 일시", "read at"),
        text("read_by", "읽은 방식 지문", "fingerprint of the way it was read"),
    ),
)

RECORD = Kind(
    name="record",
    label=Label("기록", "Record"),
    says="A row of a list as read, a partner's answer, a coordinator's call. What it says is on its edges.",
    # Where a household lives is told by a record of the client's, as private as the client's contact.
    categories=(Category.INTERNAL, Category.PROTECTED, Category.CONTACT),
    source="design.md §4, records not overwritten fields",
    fields=(
        text("sheet", "시트", "sheet"),
        count("row", "행", "row", "row number"),
        texts("columns", "열", "columns"),
        texts("cells", "값(원문)", "cells as read"),
        text("digest", "행 지문", "row digest"),
        text("said_by", "말한 사람", "said by"),
        moment("said_at", "말한 일시", "said at"),
        moment("last_listed_at", "마지막 확인 일시", "last seen in the list at"),
        texts("relations", "말한 관계", "relations the row says (edge ids)"),
    ),
)

TAKEN_FILE = Kind(
    name="taken_file",
    label=Label("받은 파일", "File taken"),
    says="A file whose lists were read in, by whom and when. Each commit counts on, so it knows its own.",
    categories=(Category.INTERNAL,),
    sort_by="name",
    source="docs/decisions/0018-a-file-is-taken-back-as-one-act.md",
    fields=(
        text("name", "파일명", "file name"),
        text("digest", "파일 지문", "file digest"),
        moment("taken_at", "받은 일시", "taken at"),
        text("taken_by", "받은 사람", "taken by"),
        count("commits", "기록 횟수", "commits", "commit"),
        moment("withdrawn_at", "철회 일시", "withdrawn at"),
        text("withdrawn_by", "철회한 사람", "withdrawn by"),
    ),
)

KINDS = (SOURCE, RECORD, TAKEN_FILE)
