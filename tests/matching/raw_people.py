"""Who has the need, and what is known of them, out of the raw graph."""

from __future__ import annotations

from typing import Any

from tests.matching.raw import Raw


class People:
    """Those who have one need."""

    def __init__(self, raw: Raw, need_id: str) -> None:
        self.raw, self.need_id, self.need = raw, need_id, raw.nodes[need_id]
        self.client = raw.nodes[self.need.about[0]] if self.need.about else None
        self.whose = self._whose()
        homes = raw.ends("needed_in", need_id)
        if not homes and self.client is not None:
            each = [self._residence(person) for person in self.whose]
            homes = each[0] if all(one == each[0] for one in each) else []
        self.home = homes[0] if homes else ""

    def _whose(self) -> list[str]:
        """Who has the need by the statements behind it; ``""`` is somebody of whom nothing is known."""
        if self.client is None:
            return []
        named = set()
        for statement in self.raw.starts("settled_into", self.need_id):
            said = self.raw.nodes[statement].text("need_of") or self.client.id
            named.add(said if said in self.raw.nodes else "")
        return sorted(named) or [self.client.id]

    def _is_at_home(self, person: str) -> bool:
        assert self.client is not None
        homes = set(self.raw.ends("lives_in", person)) if person else set()
        return person == self.client.id or bool(homes & set(self.raw.ends("lives_in", self.client.id)))

    def _residence(self, person: str) -> list[str]:
        assert self.client is not None
        lives_with = self.client.id if self._is_at_home(person) else person
        return self.raw.ends("resides_in", lives_with) if lives_with else []

    def person(self, name: str) -> Any:
        """A field that all who have the need share, None when unknown or not the same."""
        values = [self.own(person, name) for person in self.whose]
        return values[0] if values and all(each == values[0] for each in values) else None

    def own(self, person: str, name: str) -> Any:
        assert self.client is not None
        if not person:
            return None
        value = self.raw.nodes[person].get(name)
        is_shared = name in {"benefit_class", "documents", "languages"} and self._is_at_home(person)
        return self.client.get(name) if value is None and is_shared else value

    def first_type(self, person: str) -> str | None:
        homes = self.raw.ends("lives_in", person) if person else []
        return next((found for home in homes if (found := self.raw.nodes[home].text("type"))), None)

    def point_of(self, person: str) -> tuple[float, float] | None:
        homes = self.raw.ends("lives_in", person) if person else []
        return next((found for home in homes if (found := self.point(home))), None)

    def point(self, element: str) -> tuple[float, float] | None:
        for place in self.raw.ends("located_at", element):
            node = self.raw.nodes[place]
            if node.get("latitude") is not None and node.get("longitude") is not None:
                return (node.get("latitude"), node.get("longitude"))  # type: ignore[return-value]
        return None
