"""What a case manager asks of an answer takes one click each, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.elements import Node, NodeId, Put
from resnet.messages import messages_for
from tests.web.test_in_a_browser import CHROMIUM, visiting
from tests.web.town import CASE, CENTRE, NEED, OTHER, SERVICE, Town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: scripts/find_browser.sh installs one"),
]
BETWEEN, FAR, CLOSED = NodeId("agency:between"), NodeId("agency:far"), NodeId("service:young")


def prepare(town: Town) -> None:
    """Meals behind an agency that may not be told, and meals for the young only."""
    changes = [
        *town.folded(BETWEEN, name="사이센터", type="welfare-centre"),
        *town.folded(FAR, name="먼데식당", type="welfare-centre"),
        *town.folded(NodeId("service:far"), name="먼 도시락", service_class="3.2", status="open"),
        *town.folded(CLOSED, name="청년 식당", service_class="3.2", status="open", age_to=30),
        town.edge("offers", FAR, "service:far"),
        town.edge("offers", OTHER, CLOSED),
    ]
    for number, (one, other) in enumerate(((CENTRE, BETWEEN), (BETWEEN, FAR))):
        agreement = NodeId(f"agreement:far-{number}")
        changes.append(Put(Node(id=agreement, kind="agreement", fields={"name": f"협약 {number}"})))
        changes += [town.edge("party_to", one, agreement), town.edge("party_to", other, agreement)]
    town.write(*changes)


@pytest.mark.parametrize("width", [1280, 360])
def test_each_question_takes_one_click(tmp_path: Path, width: int) -> None:
    with visiting(tmp_path, width, prepare) as visit:
        visit.sign_in("manager")

        visit.go(f"/needs/{NEED}")
        assert "청년 식당" not in visit.page.inner_text("main")
        visit.send("a[href$='/why/closed-to-person']")
        why_not = visit.page.inner_text("main")

        visit.go(f"/needs/{NEED}")
        visit.send("a[href$='/wider']")
        wider = visit.page.inner_text("main")

        visit.go(f"/cases/{CASE}")
        visit.send("nav.parts a[href$='/team']")
        team = visit.page.inner_text("main")

        visit.go(f"/needs/{NEED}")
        visit.page.click("#support > summary")
        support = visit.page.inner_text("#support")
        visit.page.click("#asks > summary")
        asks = visit.page.inner_text("#asks")

        visit.go(f"/cases/{CASE}")
        visit.send("nav.parts a[href$='/together']")
        together = visit.page.inner_text("main")

        assert "청년 식당" in why_not
        assert "먼 도시락" in wider
        assert "사이센터" in wider
        assert "manager-이름" in team
        assert "박옥순" in support
        assert "물어보면" in asks
        assert messages_for("ko").text("together-formula-visits-travel-stay-1") in together
        assert visit.wrong == []


def test_places_are_shared_and_explained_in_a_browser(tmp_path: Path) -> None:
    with visiting(tmp_path, 360, prepare) as visit:
        visit.sign_in("manager")

        visit.go("/cases")
        visit.send("a[href='/allocation']")
        visit.page.select_option("#policy", "even-1")
        visit.send("main button.act")

        assert "policy=even-1" in visit.page.url
        assert SERVICE not in visit.page.inner_text("main")
        visit.sign_in("council")
        visit.go("/gaps/policies")
        visit.go("/gaps/equity")
        assert visit.wrong == []
