"""What each rule should answer, worked out from the raw graph without any of the matcher's code.

An answer is a letter (y, n or ?), the per mille of the weight for y, and the sizes of the changes that would
mend it: a list, or None when nothing would.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, datetime, timedelta, timezone
from typing import Any

from resnet.graph.elements import Node
from tests.matching.raw import Raw, policy, upward, words
from tests.matching.raw_paths import Way, Ways
from tests.matching.raw_people import People

KST = timezone(timedelta(hours=9))
Answer = tuple[str, int, list[str] | None]
YES: Answer = ("y", 1000, [])
ASK: Answer = ("?", 0, ["ask"])
NEVER: Answer = ("n", 0, None)


def no(*changes: str) -> Answer:
    return ("n", 0, list(changes))


def among(vocabulary: str, has: str, served: Collection[str]) -> str:
    if set(upward(vocabulary, has)) & set(served):
        return "y"
    return "?" if any(has in upward(vocabulary, code) for code in served) else "n"


class Expected(People):
    """The answers for one need."""

    def __init__(self, raw: Raw, need_id: str) -> None:
        super().__init__(raw, need_id)
        self.today: date = raw.at.astimezone(KST).date()
        self.ways = Ways(raw, need_id) if self.client is not None else None

    def of(self, name: str, default: Any = None) -> Any:
        """A field of the need."""
        value = self.need.get(name)
        return default if value is None else value

    def answers(self, service: Node) -> dict[str, Answer]:
        """The rules for one service, until one leaves it out for good."""
        found: dict[str, Answer] = {}
        for row in policy()["rule"]:
            name = row["name"]
            letter, share, changes = self.kind(service) if name == "class" else getattr(self, name)(service)
            found[name] = (letter, share, changes)
            if letter == "n" and row["no"] == "excludes" and changes is None:
                break
        return found

    # -- the kind of help --------------------------------------------------------------------------

    def codes(self, service: Node, vocabulary: str) -> set[str]:
        terms = [self.raw.nodes[term] for term in self.raw.ends("meets", service.id)]
        return {term.text("code") for term in terms if term.text("vocabulary") == vocabulary}

    def kind(self, service: Node) -> Answer:
        classes = self.codes(service, "service_classes") | ({service.text("service_class")} - {""})
        domains = self.codes(service, "need_domains_2026")
        for term in self.raw.ends("meets", service.id):
            if self.raw.nodes[term].text("vocabulary") not in {"service_classes", "need_domains_2026"}:
                domains |= {code for code, _ in self.crosswalks(term)}
        return self.kind_of(classes, domains)

    def crosswalks(self, term: str) -> list[tuple[str, str]]:
        found = []
        for edge in self.raw.edges["crosswalk"]:
            if term in (edge.start, edge.end):
                other = self.raw.nodes[edge.end if edge.start == term else edge.start]
                if other.text("vocabulary") == "need_domains_2026":
                    found.append((other.text("code"), edge.text("relation")))
        return found

    def kind_of(self, classes: set[str], domains: set[str]) -> Answer:
        wanted, domain = self.of("service_classes", ()), self.of("domain", "")
        if not classes and not domains:
            return ASK
        if wanted:
            answers = {among("service_classes", code, wanted) for code in classes}
            if "y" in answers:
                return YES
            return ASK if "?" in answers or (not classes and domain in domains) else NEVER
        if not domain:
            return ASK
        if domain in domains:
            return YES
        shares = policy()["class_share"]
        found = [
            shares[relation]
            for node in self.raw.nodes.values()
            if node.kind == "term"
            and node.text("vocabulary") == "service_classes"
            and node.text("code") in classes
            for code, relation in self.crosswalks(node.id)
            if code == domain
        ]
        return ("y", max(found), []) if found else NEVER

    # -- is it there -------------------------------------------------------------------------------

    def listed(self, service: Node) -> Answer:
        is_listed = service.get("is_listed")
        if is_listed is None:
            return YES if service.get("verified_at") else ASK
        return YES if is_listed else no("ask")

    def is_shut(self, provider: str) -> bool:
        node = self.raw.nodes[provider]
        state = words("operating_states").get(node.text("status"), {"is_usable": True})
        return not state.get("is_usable") or node.get("is_listed") is False or not self.raw.holds(node)

    def providers(self, service: Node) -> list[str]:
        return [each for each in self.raw.starts("offers", service.id) if not self.is_shut(each)]

    def running(self, service: Node) -> Answer:
        status, begins, ends = service.text("status"), service.get("runs_from"), service.get("runs_until")
        over = isinstance(ends, date) and ends < self.today
        if not self.raw.holds(service) or status == "closed" or over:
            return NEVER
        if self.raw.starts("offers", service.id) and not self.providers(service):
            return NEVER
        if isinstance(begins, date) and begins > self.today:
            return no("wait-until")
        if status and not words("operating_states")[status].get("is_usable"):
            return no("wait-reopen")
        return YES if status or begins or ends else ASK

    def coverage(self, service: Node) -> Answer:
        covers = set(self.raw.ends("covers", service.id))
        if not covers:
            covers = {area for each in self.providers(service) for area in self.raw.ends("covers", each)}
        if not covers or not self.home:
            return ASK
        if self.raw.above(self.home) & covers:
            return YES
        return ASK if any(self.home in self.raw.above(area) for area in covers) else no("area-opened")

    def capacity(self, service: Node) -> Answer:
        state, places = service.text("capacity_state"), service.get("places_open")
        stated = service.get("capacity_stated_at") or service.get("verified_at") or service.get("said_at")
        if not state and places is None:
            return ASK
        if isinstance(stated, datetime) and self.raw.at - stated >= timedelta(
            days=policy()["capacity_days"] + 1
        ):
            return ASK
        full = {"capacity": False, "no-capacity": True, "no-capacity-with-waitlist": True}.get(state)
        if state == "additional-assessment-required":
            return ASK
        if full is not None and places is not None and full != (places == 0):
            return ASK
        if not (full or places == 0):
            return YES
        return no("wait-list") if state == "no-capacity-with-waitlist" else no("place-opened")

    def freshness(self, service: Node) -> Answer:
        stated = service.get("verified_at") or service.get("said_at")
        if stated is None:
            nodes = [self.raw.nodes[each] for each in self.providers(service)]
            dates = [found for node in nodes if (found := node.get("verified_at") or node.get("said_at"))]
            stated = max(dates, default=None)
        if stated is None:
            return ASK
        is_old = self.raw.at - stated >= timedelta(days=policy()["fresh_days"] + 1)  # type: ignore[operator]
        return NEVER if is_old else YES

    # -- is it for this person ---------------------------------------------------------------------

    def age(self, service: Node) -> Answer:
        low, high = service.get("age_from"), service.get("age_to")
        births = [(self.own(each, "born_on"), self.own(each, "birth_year")) for each in self.whose]
        if (low is None and high is None) or not births or (None, None) in births:
            return ASK
        ages: set[int] = set()
        for born, year in births:
            if born is not None:
                before = (self.today.month, self.today.day) < (born.month, born.day)
                ages |= {self.today.year - born.year - int(before)}
            else:
                ages |= {self.today.year - year - 1, self.today.year - year}
        fitting = {age for age in ages if (low is None or age >= low) and (high is None or age <= high)}  # type: ignore[operator]
        if fitting == ages:
            return YES
        return ASK if fitting else NEVER

    def benefit(self, service: Node) -> Answer:
        return self._served(service.get("benefit_classes"), "benefit_classes", self.person("benefit_class"))

    def household(self, service: Node) -> Answer:
        served = service.get("household_types")
        types = [self.first_type(each) for each in self.whose]
        has = types[0] if types and all(each == types[0] for each in types) else None
        answer = self._served(served, "household_types", has)
        beside = set(policy()["household_types_beside"])
        return ASK if answer == NEVER and (has in beside or beside & set(served)) else answer  # type: ignore[arg-type]

    def _served(self, served: Any, vocabulary: str, has: str | None) -> Answer:
        if served is None:
            return ASK
        if served == ():
            return YES
        if not has:
            return ASK
        return {"y": YES, "?": ASK, "n": NEVER}[among(vocabulary, has, served)]

    def disability(self, service: Node) -> Answer:
        served, has = service.texts("disability_types"), self.person("disability_types")
        if served is None:
            return ASK
        if served == ():
            return YES
        if has is None:
            return ASK
        answers = {among("disability_types", code, served) for code in has}
        return YES if "y" in answers else ASK if "?" in answers else NEVER

    def sex(self, service: Node) -> Answer:
        served, has = service.get("sex"), self.person("sex")
        if not served:
            return YES
        return ASK if not has else YES if has == served else NEVER

    def language(self, service: Node) -> Answer:
        wanted = {self.of("language")} if self.of("language") else set(self.person("languages") or ())
        spoken = set(service.get("languages") or ())  # type: ignore[arg-type]
        if not wanted or wanted & (spoken or {policy()["default_language"]}):
            return YES
        return no("interpreter") if spoken else ASK

    # -- can it be used ----------------------------------------------------------------------------

    def weekdays(self, service: Node) -> Answer:
        suits, runs = set(self.of("weekdays", ())), set(service.get("weekdays") or ())  # type: ignore[arg-type]
        if not suits:
            return YES
        return ASK if not runs else YES if suits & runs else no("another-day")

    def hours(self, service: Node) -> Answer:
        begin, end = self.of("from_minute"), self.of("until_minute")
        opens, closes = service.get("opens_minute"), service.get("closes_minute")
        if begin is None and end is None:
            return YES
        if opens is None or closes is None:
            return ASK

        def minutes(one: int, other: int) -> set[int]:
            return {minute % 1440 for minute in range(one, other if other > one else other + 1440)}

        free = minutes(begin or 0, 1440 if end is None else end)
        return YES if free & minutes(opens, closes) else no("another-time")  # type: ignore[arg-type]

    def cost(self, service: Node) -> Answer:
        cost, limit = service.get("cost_won"), self.of("cost_limit_won")
        if cost == 0 or limit is None:
            return YES
        return ASK if cost is None else YES if cost <= limit else no("cost-covered")

    def reach(self, service: Node) -> Answer:
        reach_km = self.of("reach_km")
        if reach_km is None:
            return YES
        points = [self.point_of(each) for each in self.whose]
        here = points[0] if points and all(each == points[0] for each in points) else None
        there = next(
            (found for each in (service.id, *self.providers(service)) if (found := self.point(each))), None
        )
        if here is None or there is None:
            return ASK
        (lat1, lon1), (lat2, lon2) = ([math.radians(x) for x in point] for point in (here, there))
        cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
        metres = 6_371_008.8 * math.acos(max(-1.0, min(1.0, cosine)))
        return YES if metres <= reach_km * 1000 else no("transport")

    def documents(self, service: Node) -> Answer:
        needed, has = service.get("documents"), self.person("documents")
        if needed is None:
            return ASK
        proofs = [code for code in needed if words("documents")[code].get("proves")]  # type: ignore[union-attr]
        if not proofs:
            return YES
        if has is None:
            return ASK
        missing = [code for code in proofs if code not in has]
        return no(*["document" for _ in missing]) if missing else YES

    def received(self, service: Node) -> Answer:
        around = {*self.whose, *([] if self.client is None else [self.client.id])}
        given = [
            edge
            for edge in self.raw.edges["receives"]
            if edge.start in around and edge.end == service.id and self.raw.holds(edge)
        ]
        mine = [edge for edge in given if edge.start in self.whose]
        if not mine or {edge.start for edge in mine} != set(self.whose):
            return ASK if given else YES
        if any(edge.get("is_sufficient") is True for edge in mine):
            return NEVER
        if any(edge.get("is_sufficient") is False for edge in mine):
            return YES
        often = [edge.get("per_week") for edge in mine]
        if self.of("wanted_per_week") is None or None in often:
            return ASK
        return NEVER if sum(often) >= self.of("wanted_per_week") else YES  # type: ignore[arg-type]

    def preference(self, service: Node) -> Answer:
        runs = self.providers(service)
        home = service.get("comes_home")
        return self.preferred(
            {
                "worker_sexes": set(service.get("worker_sexes") or ()),  # type: ignore[arg-type]
                "comes_home": set() if home is None else {"yes" if home else "no"},
                "sector": {self.raw.nodes[each].text("sector") for each in runs} - {""},
            }
        )

    def preferred(self, said: dict[str, set[str]]) -> Answer:
        asked = [words("preferences")[code] for code in self.of("preferences", ())]
        if not asked:
            return ASK if self.of("preference") else YES
        if any(said[each["asks"]] and each["wants"] not in said[each["asks"]] for each in asked):
            return NEVER
        return YES if all(said[each["asks"]] for each in asked) else ASK

    def frequency(self, service: Node) -> Answer:
        return self.often(service.get("per_week"))

    def often(self, given: Any) -> Answer:
        wanted = self.of("wanted_per_week")
        if wanted is None:
            return YES
        return ASK if given is None else YES if given >= wanted else NEVER

    def obstacles(self, service: Node) -> Answer:
        return self.unobstructed({service.id, *self.providers(service)})

    def unobstructed(self, elements: set[str]) -> Answer:
        cases = self.raw.ends("in_case", self.need_id)
        filed = {start for case in cases for start in self.raw.starts("in_case", case)}
        filed |= set(self.raw.starts("blocks", self.need_id))
        blocked = {
            end
            for each in filed
            if each in self.raw.nodes and self.raw.nodes[each].kind == "obstacle"
            for end in self.raw.ends("blocks", each)
        }
        return NEVER if blocked & (elements | {self.need_id}) else YES

    # -- is there a way ----------------------------------------------------------------------------

    def path(self, service: Node) -> Answer:
        if self.ways is None:
            return YES
        if not self.ways.managers and not self.ways.leads:
            return ASK
        if not self.providers(service):
            return no("ask")
        ways = self.ways_to(service)
        limit = policy()["ties"]["cost_limit"]
        if not ways:
            return no("new-agreement")
        if ways[0].change == 0:
            return ("y", max(0, (limit - ways[0].cost) * 1000 // limit), [])
        return no(*["consent" for _ in ways[0].asks], *["renew-agreement" for _ in ways[0].renews])

    def ways_to(self, service: Node) -> list[Way]:
        """Every way to whoever runs it, the best first; to the own agency the one at the price of a tie."""
        assert self.ways is not None
        found: list[Way] = []
        for provider in self.providers(service):
            if self.ways.has_case(provider):
                price = policy()["ties"]["same-agency"]
                found.append(Way(0, price, 1, self.inside(provider), (), ()))
            else:
                found += self.ways.ways_to(provider)
        return sorted(found, key=lambda way: way.order)

    def inside(self, provider: str) -> tuple[str, ...]:
        """From whom to whom the one way within the own agency leads."""
        assert self.ways is not None
        mine = [each for each in self.ways.managers if provider in (each, *self.raw.ends("works_for", each))]
        start = mine[0] if mine else provider
        others = [each for each in self.ways.contacts.get(provider, []) if each != start]
        return (start,) if not others and start == provider else (start, others[0] if others else provider)
