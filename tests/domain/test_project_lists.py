"""The 项目清单 of a list on paper: of whom, by whom, and in whose words (五（三）)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.case_lists import Handled, Listed, sent_out
from domain.orders import DocumentOrder
from domain.pilot.case import PilotCase
from domain.pilot.policy import PilotPolicy
from domain.pilot.project_lists import PROJECTS
from domain.pilot.provinces import NAMES
from domain.procedure.state import Proceeding
from services.documents.samples import sample
from services.documents.wording import compose
from tests.support.pilot_cases import BING, JIA, YI, launched, pilot_actor

pytestmark = pytest.mark.article("pilot:5(3)")

TODAY = date(2027, 3, 1)
SIGNING = "pilot_publication_signature.sign"
PUBLISHED = frozenset({SIGNING, "pilot_publication_signature.completed"})


def entry(rank: int, *, events: frozenset[str] = PUBLISHED, done: bool = True, **proceeding: Any) -> Listed:
    signatures = {"signatures": dict.fromkeys(NAMES, TODAY)}
    case = PilotCase(
        id=f"pilot-p{rank}",
        project_id=f"p{rank}",
        title=f"示例项目{rank}",
        opened_by=JIA,
        policy=PilotPolicy(),
        stage_since=datetime(2027, 3, 1, 2, tzinfo=UTC),
        proceeding=Proceeding(**signatures | proceeding),
        **launched(TODAY, (JIA, YI) if rank == 1 else (JIA, BING)),
    )
    return Listed(rank, "", case, done, events)


def paper_of(*entries: Listed, action: str = SIGNING) -> tuple[PilotCase, DocumentOrder] | None:
    paper = PROJECTS.paper(action)
    act = Handled(action, pilot_actor("prov-jx"), "第一批", TODAY, entries)
    return sent_out(paper, act) if paper else None


def ordered(*entries: Listed) -> DocumentOrder:
    found = paper_of(*entries)
    assert found
    return found[1]


def test_it_shows_what_the_act_itself_published() -> None:
    """What somebody else published meanwhile is on another list, though its case says published too."""
    meanwhile = entry(1, events=frozenset({SIGNING}))
    refused = entry(2, done=False, events=frozenset())
    found = paper_of(meanwhile, refused, entry(3))
    assert found
    case, order = found
    assert case.project_id == "p3", "it is filed with a project it shows"
    assert [each["rank"] for each in order.data["entries"]] == [3]
    assert paper_of(meanwhile, refused) is None
    assert paper_of(entry(1), action="pilot_selection_signature.sign") is None


def test_it_goes_to_every_member_once_and_to_everybody() -> None:
    order = ordered(entry(1), entry(2))
    assert [each.organisation for each in order.recipients] == ["city-jia", "city-yi", "city-bing", None]
    assert order.issuers == tuple(NAMES)
    assert [each["signatories"] for each in order.data["entries"]] == [[], []], "all five published all of them"


def test_where_not_all_were_signed_by_the_same_each_says_by_whom() -> None:
    two = dict.fromkeys(("prov-jx", "prov-sh"), TODAY)
    order = ordered(entry(1, signatures=two), entry(2))
    assert order.issuers == tuple(NAMES)
    assert order.data["entries"][0]["signatories"] == [NAMES["prov-sh"], NAMES["prov-jx"]]
    assert ordered(entry(1, signatures=two)).issuers == ("prov-sh", "prov-jx")
    content = compose(sample("pilot_project_list", data=order.data))
    [table] = [block for block in content.body if block.kind == "table"]
    assert table.head[-2:] == ("发布单位", "启动建设之日")
    assert table.rows[0][-2] == f"{NAMES['prov-sh']}、{NAMES['prov-jx']}"


@pytest.mark.parametrize(
    ("drafts", "said", "elsewhere"),
    [
        (("", ""), "现联合发布长三角质量提升示范试点项目清单（共2个项目）", False),
        (("现发布第一批项目清单。",) * 2, "现发布第一批项目清单。", False),
        (("现发布第一批项目清单。", ""), "现联合发布长三角质量提升示范试点项目清单（共2个项目）", True),
    ],
)
def test_its_text_is_the_one_they_signed_if_they_signed_one(
    drafts: tuple[str, str], said: str, elsewhere: bool
) -> None:
    order = ordered(*(entry(rank, draft=draft) for rank, draft in enumerate(drafts, 1)))
    content = compose(sample("pilot_project_list", data=order.data, basis=order.basis))
    text = "".join(block.text for block in content.body)
    assert said in text
    assert ("各项目发布的正文不同，以各项目的清单为准" in text) is elsewhere
    [table] = [block for block in content.body if block.kind == "table"]
    assert table.head == ("序号", "项目", "牵头单位", "参与单位", "建设范围", "启动建设之日")
    assert table.rows[1] == ("2", "示例项目2", JIA.name, f"{JIA.name}、{BING.name}", "仪器仪表行业", "2027年3月1日")
