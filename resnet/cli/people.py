"""The verbs about people: accounts, keys, consent, who looked."""

from __future__ import annotations

import argparse
import getpass
import sys

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.trail import looks_at, verify_log
from resnet.app import open_graph, saved_network
from resnet.casework.account import (
    AccountGiven,
    block_account,
    change_password,
    make_account,
    make_agency_key,
)
from resnet.casework.circle import consent_circle
from resnet.casework.erasure import due_for_erasure, erase_client, what_would_go
from resnet.cli.eyes import client_named, opened, scope_of, user_named
from resnet.cli.main import Outcome
from resnet.errors import UsageError
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, find_all
from resnet.graph.store import GraphView
from resnet.messages import Messages, messages_for
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_code, say_day
from resnet.settings import Settings


def run_user(given: argparse.Namespace, settings: Settings) -> Outcome:
    """List the accounts, or make or block one, or give one another password."""
    words = messages_for(settings.language)
    with opened(settings) as store:
        scope = scope_of(store, given)
        if given.login is None:
            return _list_users(store, scope)
        if given.block:
            block_account(store, scope, user_named(store, given.login).account)
            return Outcome({"blocked": given.login}, [words.text("cli-user-blocked", login=given.login)])
        if given.password:
            account_id = user_named(store, given.login).account
            change_password(store, scope, account_id, _ask_password(settings.language))
            return Outcome(
                {"password_changed": given.login},
                [words.text("cli-user-password-changed", login=given.login)],
            )
        if given.person is None:
            raise UsageError("say whose account it is: --person ID.", "no-person")
        account = AccountGiven(
            owner=NodeId(given.person),
            login=given.login,
            password=_ask_password(settings.language),
            roles=frozenset(_role(name) for name in given.role),
            language=settings.language,
        )
        kept = make_account(store, scope, account)
    facts = {"account": kept.account, "login": given.login, "roles": sorted(account.roles)}
    return Outcome(facts, [words.text("cli-user-made", login=given.login)])


def run_token(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Make an agency's key; it is shown this once."""
    with opened(settings) as store:
        kept = make_agency_key(store, scope_of(store, given), NodeId(given.agency), given.name)
    line = messages_for(settings.language).text("cli-token", key=kept.key or "")
    return Outcome({"account": kept.account, "key": kept.key}, [line])


def run_consent(given: argparse.Namespace, settings: Settings) -> Outcome:
    """The circle of a client's consent, receiver by receiver."""
    with opened(settings) as store:
        view = store.view(scope_of(store, given))
        circle = consent_circle(view, client_named(view, given.client).id)
    rows = [
        {
            "receiver": each.receiver,
            "name": circle.receivers[each.receiver].text("name") if each.receiver in circle.receivers else "",
            "category": str(each.category),
            "purpose": each.purpose,
            "basis": each.basis,
            "until": each.until.isoformat() if each.until else "",
        }
        for each in circle.openings
    ]
    lines = [
        " · ".join(
            (
                row["name"] or row["receiver"],
                say_code("categories", row["category"], settings.language),
                say_code("consent_purposes", row["purpose"], settings.language),
                f"~ {row['until']}",
            )
        )
        for row in rows
    ]
    return Outcome({"client": circle.client, "openings": rows}, lines)


def run_erase(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Whose files no law keeps any longer; what an erasure would take; and, said twice, the erasure."""
    words = messages_for(settings.language)
    with opened(settings) as store:
        scope = scope_of(store, given)
        view = store.view(scope)
        if given.client is None:
            return _due_files(view, words)
        client = client_named(view, given.client).id
        gone = erase_client(store, scope, client) if given.yes else what_would_go(store, scope, client)
        if given.yes:
            # Counts of referrals are in it.
            saved_network(settings).remove()
    what = ", ".join(
        f"{kind_named(kind).label.of(settings.language)} {count}" for kind, count in gone.counts.items()
    )
    line = words.text(f"cli-erase-{'done' if given.yes else 'would'}", what=what, count=gone.total)
    return Outcome({"client": client, "is_erased": given.yes, "counts": gone.counts}, [line])


def _due_files(view: GraphView, words: Messages) -> Outcome:
    due = due_for_erasure(view)
    lines = [
        words.text("cli-erase-due", name=each.name, code=each.code, day=say_day(each.until)) for each in due
    ]
    rows = [{"client": each.client, "code": each.code, "until": each.until.isoformat()} for each in due]
    return Outcome({"due": rows}, lines or [words.text("cli-erase-none")])


def run_audit(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Who looked at a client's facts; without a client, whether the log is whole."""
    words = messages_for(settings.language)
    store = open_graph(settings)
    try:
        if given.client is None:
            findings = [f"{each.chain}:{each.seq}: {each.says}" for each in verify_log(store.log)]
            return Outcome(
                {"findings": findings}, findings or [words.text("cli-audit-clean")], is_refused=bool(findings)
            )
        view = store.view(scope_of(store, given))
        looks = looks_at(store.log, client_named(view, given.client).id)
    finally:
        store.close()
    rows = [
        {
            "at": row.at.isoformat(),
            "actor": row.look.actor,
            "verb": row.look.verb,
            "why": row.look.why,
            "path": list(row.look.path),
        }
        for row in looks
    ]
    lines = [f"{say_day(row.at)} {row.look.actor or '-'} {row.look.verb}: {row.look.why}" for row in looks]
    return Outcome({"looks": rows}, lines or [words.text("cli-no-looks")])


def _list_users(store: AuditedStore, scope: Scope) -> Outcome:
    view = store.view(scope)
    accounts = list(find_all(view, "account"))
    owners = {edge.end: edge.start for edge in edges_in(view, [each.id for each in accounts], "has_account")}
    people = view.nodes(owners.values())
    rows = [
        {
            "login": each.text("login"),
            "roles": list(each.texts("roles") or ()),
            "name": people[owners[each.id]].text("name") if owners.get(each.id) in people else "",
            "is_blocked": each.get("blocked_at") is not None,
        }
        for each in accounts
    ]
    return Outcome({"users": rows}, [f"{row['login']} · {row['name']} · {row['roles']}" for row in rows])


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        known = ", ".join(Role)
        says = f"there is no role {name!r}: use one of {known}."
        raise UsageError(says, "no-role", {"role": name, "known": known}) from None


def _ask_password(language: str) -> str:
    words = messages_for(language)
    if not sys.stdin.isatty():
        # From a pipe, for scripts: one line, so that a password never stands among the arguments.
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(words.text("cli-password") + ": ")
    if getpass.getpass(words.text("cli-password-again") + ": ") != first:
        raise UsageError("the two passwords differ.", "passwords-differ")
    return first
