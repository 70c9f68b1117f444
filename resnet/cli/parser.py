"""Every verb with its words and arguments, and where its code is. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from resnet.ontology.field import Label

# As ``resnet.drawing.genogram.branches`` has them; a test holds the two together.
BRANCHES = ("paternal", "maternal", "parental", "siblings", "partners", "descendants", "others")


@dataclass(frozen=True)
class Verb:
    """A verb: its help in both languages, the module below ``resnet.cli`` that runs it, its arguments."""

    name: str
    help: Label
    module: str
    arguments: Callable[[argparse.ArgumentParser, str], None]


def _nothing(parser: argparse.ArgumentParser, language: str) -> None:
    del parser, language


def _init(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("--seed", help=Label("정해진 번호열 (시연용)", "fixed ids, for a demo").of(language))


def _ingest(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=Label("목록 파일", "lists").of(language))
    parser.add_argument(
        "--as", dest="preset", metavar="PRESET", help=Label("서식 이름", "name of the layout").of(language)
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=Label("읽어 보기만 한다", "read and report only, write nothing").of(language),
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=ROLE",
        help=Label("열의 쓰임을 고친다(저장된다)", "correct what a column says (saved)").of(language),
    )
    subject = Label("한 행이 무엇인지 고친다(저장된다)", "correct what a row is (saved)")
    subjects = ("facility", "offer", "programme", "resource")
    parser.add_argument("--subject", choices=subjects, help=subject.of(language))
    parser.add_argument(
        "--sheet", help=Label("이 시트나 표(#2)만", "this sheet or table (#2) only").of(language)
    )
    parser.add_argument(
        "--range", metavar="A5:H200", help=Label("이 범위만", "this range of cells only").of(language)
    )
    _outreach(parser, language)


def _outreach(parser: argparse.ArgumentParser, language: str) -> None:
    handed = Label("발굴 명단이다: 모두의 동의가 있어야 한다", "an outreach list: everybody consented")
    parser.add_argument("--outreach", action="store_true", help=handed.of(language))
    giver = Label("명단을 준 기관 (이름 또는 번호)", "the agency that gave it (name or id)")
    parser.add_argument("--giver", metavar="AGENCY", help=giver.of(language))
    agency = Label("찾아갈 기관 (소속이 여럿일 때)", "the agency that goes to see them, of several")
    parser.add_argument("--agency", metavar="ID", help=agency.of(language))
    family = Label("가족 파일(GEDCOM)을 이 대상자의 사례에", "a family file (GEDCOM), of this client")
    parser.add_argument("--family", metavar="CLIENT", help=family.of(language))
    who = Label("파일에서 대상자인 사람 (@I1@ 또는 성명)", "who of the file the client is (@I1@ or the name)")
    parser.add_argument("--who", metavar="KEY", help=who.of(language))
    steps = Label("몇 걸음까지의 가족을 (기본 3)", "how many steps of kin (3 when not given)")
    parser.add_argument("--steps", type=int, metavar="N", help=steps.of(language))


def _withdraw(parser: argparse.ArgumentParser, language: str) -> None:
    file = Label("받은 파일의 번호 (없으면 받은 파일을 보여 준다)", "id of the taken file (none: list them)")
    parser.add_argument("file", nargs="?", metavar="TAKEN", help=file.of(language))
    parser.add_argument("--limit", type=int, default=20)


def _export(parser: argparse.ArgumentParser, language: str) -> None:
    output = Label("파일 (.xlsx, .csv)", "the file (.xlsx, .csv)")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=output.of(language))
    form = Label("전체 목록, 또는 교재 표 7의 서식", "everything, or the handbook's table 7")
    parser.add_argument(
        "--form", choices=("directory", "resource-list"), default="directory", help=form.of(language)
    )


def _review(parser: argparse.ArgumentParser, language: str) -> None:
    acts = (
        ("--accept", Label("같은 곳이다", "they are the same")),
        ("--reject", Label("다른 곳이다", "they are different")),
        ("--undo", Label("판단을 취소한다", "take a judgement back")),
    )
    for name, says in acts:
        parser.add_argument(name, action="append", default=[], metavar="ID", help=says.of(language))
    find = Label("자원 목록 전체를 다시 견준다", "compare the whole directory again")
    parser.add_argument("--find", action="store_true", help=find.of(language))
    decided = Label("내려진 판단을 보여 준다", "show what was judged")
    parser.add_argument("--decided", action="store_true", help=decided.of(language))
    parser.add_argument("--limit", type=int, default=20)


def _search(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help=Label("찾을 말", "words").of(language))
    parser.add_argument("--limit", type=int, default=20)


def _due(parser: argparse.ArgumentParser, language: str) -> None:
    most = Label("많아야 이만큼", "at most so many")
    parser.add_argument("--limit", type=int, default=20, help=most.of(language))


def _match(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "need", nargs="?", metavar="NEED", help=Label("합의된 욕구", "agreed need (id)").of(language)
    )
    parser.add_argument("--all", action="store_true", help=Label("모든 욕구", "every need").of(language))
    parser.add_argument("--policy", default="default", help=Label("추천 정책", "policy").of(language))
    other = Label("이 정책과 견준다", "set this policy beside it")
    share = Label("의뢰 가능 자리를 나누어 본다 (시험)", "share the open places (dry run)")
    parser.add_argument("--allocate", action="store_true", help=share.of(language))
    parser.add_argument("--compare", metavar="POLICY", help=other.of(language))
    parser.add_argument("--limit", type=int, default=5)


def _drawing(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "client",
        metavar="CLIENT",
        help=Label("대상자 번호 또는 사례 번호", "client id or case code").of(language),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help=Label("그림 파일", "picture").of(language)
    )


def _genogram(parser: argparse.ArgumentParser, language: str) -> None:
    _drawing(parser, language)
    words = Label("세대 수(없으면 표준대로 셋)", "generations (three by the standard when not given)")
    parser.add_argument("--generations", type=int, choices=range(1, 10), metavar="N", help=words.of(language))
    words = Label(
        "이 갈래만 그린다(여러 번 쓸 수 있다): paternal 아버지 쪽, maternal 어머니 쪽, parental 부모 쪽, "
        "siblings 형제자매, partners 배우자, descendants 자손, others 함께 사는 사람",
        "only this branch (may be given several times): paternal, maternal, parental, siblings, partners, "
        "descendants or others",
    )
    parser.add_argument(
        "--branch", action="append", choices=BRANCHES, metavar="BRANCH", help=words.of(language)
    )
    words = Label("그날의 가족(지금 알려진 대로)", "the family as it was on that day, by what is known now")
    parser.add_argument("--then", metavar="DATE", help=words.of(language))


def _form(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "form",
        metavar="RECORD",
        help=Label(
            "접수지 intake, 동의서 consent, 사정 assessment, 계획 plan, 과정 process, 의뢰서 referral, "
            "보고서 report, 슈퍼비전 supervision, 종결 closing",
            "intake, consent, assessment, plan, process, referral, report, supervision or closing",
        ).of(language),
    )
    parser.add_argument(
        "client",
        nargs="?",
        metavar="CLIENT",
        help=Label("대상자 (없으면 빈 서식)", "client id or case code; without one a blank form").of(
            language
        ),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help=Label("PDF 파일 (양식을 주면 HWPX)", "PDF file (HWPX with a template)").of(language),
    )
    parser.add_argument(
        "--template",
        metavar="FILE",
        help=Label("기관의 양식 (HWPX)", "the agency's own template (HWPX)").of(language),
    )
    parser.add_argument(
        "--then", metavar="DATE", help=Label("비교할 날짜", "a day to compare with").of(language)
    )


def _ecomap(parser: argparse.ArgumentParser, language: str) -> None:
    _drawing(parser, language)
    parser.add_argument(
        "--then", metavar="DATE", help=Label("비교할 날짜", "a day to compare with").of(language)
    )


def _map(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help=Label("그림 파일", "picture file").of(language)
    )
    by = Label("무엇에 따라 놓는가", "what decides where things stand")
    parser.add_argument("--by", choices=("ties", "area", "type"), default="ties", help=by.of(language))
    services = Label("서비스도 그린다", "draw services too")
    parser.add_argument("--services", action="store_true", help=services.of(language))


def _gaps(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--csv", metavar="FILE", help=Label("표를 파일로", "the table as a file").of(language)
    )
    parser.add_argument(
        "--chart", metavar="FILE", help=Label("도표를 파일로", "the chart (SVG)").of(language)
    )
    equity = Label("집단마다 선택지와 경로", "options and ways by group")
    parser.add_argument("--equity", action="store_true", help=equity.of(language))


def _user(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("login", nargs="?", help=Label("사용자 이름", "login").of(language))
    parser.add_argument("--person", metavar="ID", help=Label("사람", "the person's id").of(language))
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        help=Label("역할 (여러 번)", "role, may be repeated").of(language),
    )
    parser.add_argument("--block", action="store_true", help=Label("차단", "block the account").of(language))
    parser.add_argument(
        "--password", action="store_true", help=Label("비밀번호 바꾸기", "change the password").of(language)
    )


def _token(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("agency", metavar="AGENCY", help=Label("기관", "agency id").of(language))
    parser.add_argument("--name", required=True, help=Label("열쇠 이름", "name of the key").of(language))


def _client(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "client",
        metavar="CLIENT",
        help=Label("대상자 번호 또는 사례 번호", "client id or case code").of(language),
    )


def _erase(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "client",
        nargs="?",
        metavar="CLIENT",
        help=Label("대상자 (없으면 지울 때가 된 파일)", "client (none: whose time is over)").of(language),
    )
    parser.add_argument("--yes", action="store_true", help=Label("정말 지운다", "really erase").of(language))


def _audit(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "client",
        nargs="?",
        metavar="CLIENT",
        help=Label("대상자 (없으면 사슬 검사)", "client; without one the chain is checked").of(language),
    )


def _serve(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("--host", help=Label("주소", "address").of(language))
    parser.add_argument("--port", help=Label("포트", "port").of(language))


def _copy(parser: argparse.ArgumentParser, language: str) -> None:
    from_words, to_words = Label("어느 저장소에서", "the store"), Label("어디로", "the other place")
    parser.add_argument("source", metavar="FROM", help=from_words.of(language))
    parser.add_argument("target", metavar="TO", help=to_words.of(language))
    public = Label("공개된 것만 담은 새 저장소를 만든다", "a new store of what is public only")
    parser.add_argument("--public", action="store_true", help=public.of(language))


def _backup(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument("file", metavar="FILE", help=Label("백업 파일", "backup file").of(language))


def _network(parser: argparse.ArgumentParser, language: str) -> None:
    output = Label("그래프 파일 (GraphML)", "the graph as a file (GraphML)")
    parser.add_argument("-o", "--output", metavar="FILE", help=output.of(language))
    engine = Label("셈할 라이브러리", "the library that measures")
    parser.add_argument("--engine", metavar="NAME", help=engine.of(language))
    parser.add_argument("--policy", default="default", help=Label("추천 정책", "policy").of(language))
    parser.add_argument("--limit", type=int, default=10)


VERBS: tuple[Verb, ...] = (
    Verb("init", Label("새 저장소를 만든다", "make a new store"), "stores", _init),
    Verb("demo", Label("시연 지역을 만든다", "build the demo district"), "demo", _nothing),
    Verb("ingest", Label("목록을 읽어 넣는다", "read lists"), "directory", _ingest),
    Verb("withdraw", Label("받은 목록을 거둔다", "take a list back"), "lists", _withdraw),
    Verb("export", Label("자원 목록을 파일로 쓴다", "write the directory as a file"), "lists", _export),
    Verb("review", Label("같은 곳인지 판단한다", "judge what is one thing"), "review", _review),
    Verb("due", Label("확인할 때가 된 자원을 보여 준다", "show whom to ask first"), "due", _due),
    Verb("search", Label("자원을 찾는다", "search the directory"), "directory", _search),
    Verb("match", Label("욕구에 맞는 의뢰 경로를 찾는다", "find referral paths"), "matches", _match),
    Verb(
        "together",
        Label("한 클라이언트의 욕구를 함께 본다", "plan a client's needs together"),
        "matches",
        _client,
    ),
    Verb("team", Label("통합사례관리팀을 제안한다", "propose an integrated team"), "matches", _client),
    Verb("genogram", Label("가계도를 그린다", "draw a genogram"), "drawings", _genogram),
    Verb("ecomap", Label("생태도를 그린다", "draw an eco-map"), "drawings", _ecomap),
    Verb("map", Label("자원망 지도를 그린다", "draw the network map"), "drawings", _map),
    Verb("network", Label("자원망의 측도를 셈한다", "measure the network"), "network", _network),
    Verb("form", Label("기록 서식을 인쇄한다", "print a record"), "drawings", _form),
    Verb("gaps", Label("자원 공백을 분석한다", "the council's tables"), "gaps", _gaps),
    Verb("user", Label("사용자를 보거나 만든다", "list or make users"), "people", _user),
    Verb("token", Label("기관의 열쇠를 만든다", "make an agency's key"), "people", _token),
    Verb("consent", Label("동의의 범위를 보여 준다", "show the circle of consent"), "people", _client),
    Verb("erase", Label("보존 기간이 끝난 파일을 지운다", "erase a file past its time"), "people", _erase),
    Verb("audit", Label("누가 보았는지 보여 준다", "show who looked"), "people", _audit),
    Verb("serve", Label("화면과 GraphQL을 제공한다", "serve pages and GraphQL"), "serve", _serve),
    Verb("check", Label("저장소를 검사한다", "verify the store"), "stores", _nothing),
    Verb(
        "copy", Label("저장소를 다른 곳으로 옮겨 담는다", "carry the store to another place"), "stores", _copy
    ),
    Verb("backup", Label("저장소를 백업한다", "save the store"), "stores", _backup),
    Verb("restore", Label("백업을 되살린다", "bring a backup back"), "stores", _backup),
)


class _Parser(argparse.ArgumentParser):
    """Wrong words are answered in the language of the help."""

    language = "ko"

    def error(self, message: str) -> NoReturn:
        from resnet.messages import messages_for

        words = messages_for(self.language)
        self.print_usage(sys.stderr)
        self.exit(2, words.text("error-wrong-words", command=self.prog, finding=message) + "\n")


class _EnglishParser(_Parser):
    language = "en"


def build_parser(language: str = "ko") -> argparse.ArgumentParser:
    """The parser of the command ``resnet`` with its help in ``language``."""
    words = Label("통합사례관리 자원망", "resource network of integrated case management")
    made_for = _EnglishParser if language == "en" else _Parser
    parser = made_for(prog="resnet", description=words.of(language))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        sub = verbs.add_parser(verb.name, help=verb.help.of(language), description=verb.help.of(language))
        sub.add_argument(
            "--store",
            help=Label("저장소 (기본 ./resnet.db)", "file path or server address (default ./resnet.db)").of(
                language
            ),
        )
        sub.add_argument(
            "--json", action="store_true", help=Label("JSON으로 출력", "one JSON document").of(language)
        )
        sub.add_argument(
            "--user",
            metavar="LOGIN",
            help=Label("이 사용자의 눈으로 본다", "see as this user sees").of(language),
        )
        verb.arguments(sub, language)
    return parser


def language_of(environment: dict[str, str] | None = None) -> str:
    """The language of help and messages: ``RESNET_LANGUAGE``, Korean when unset."""
    given = (os.environ if environment is None else environment).get("RESNET_LANGUAGE", "ko")
    return "en" if given == "en" else "ko"
