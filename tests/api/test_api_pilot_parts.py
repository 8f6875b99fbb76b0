"""The parts of a pilot project in the JSON of its case, and the list of projects as the public reads it."""

from datetime import date
from typing import Any

import pytest

from db.models import DocumentRow
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Decision, DecisionKind
from domain.pilot.policy import JointAct, PilotPolicy
from domain.procedure.state import Proceeding
from tests.support.pilot_cases import BUREAUS
from tests.support.pilot_rows import TITLE, TODAY, add_project, an_evaluation, report
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


async def add_closing(web: Web, case: PilotCase, awards: str) -> None:
    """The joint decision by which a project was closed."""
    async with web.register.write() as session:
        session.add(
            DocumentRow(
                id=f"{case.id}-close",
                case_id=case.id,
                workflow_id=f"pilot/{case.project_id}",
                step=1,
                position=0,
                kind="pilot_close",
                title="关于结项的决定",
                issuers=[],
                facts={"data": {"awards": awards}},
                on=TODAY,
                created_at=NOW,
                state="ordered",
            )  # fmt: skip
        )


async def public_list(web: Web) -> list[dict[str, Any]]:
    answer = await web.get("/public/pilot-projects")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.mark.article("pilot:5(4)", "pilot:5(5)")
async def test_the_json_of_a_case_tells_the_parts_of_the_project_and_no_opinion_before_the_report(pilots: Web) -> None:
    done, running = an_evaluation(1, handed_in=3, is_over=True), an_evaluation(2, handed_in=3)
    case = await add_project(pilots, evaluations=[done], evaluation=running)
    case.reports = [await report(pilots, case, each, 1) for each in BUREAUS]
    await pilots.save(case)
    answer = await pilots.get(f"/cases/{case.id}", "prov-zj")
    parts = answer.json()["pilot"]
    assert [each["bureau"] for each in parts["reports"]] == [each.name for each in BUREAUS.values()]
    assert {each["status"] for each in parts["reports"]} == {"待提交"}
    assert (parts["reports"][0]["first_day"], parts["reports"][0]["last_day"]) == ("2025-10-10", "2026-04-09")
    assert parts["reports"][0]["words"] == "2026年4月9日（周四）"
    assert [each["has_handed_in"] for each in parts["evaluation"]["panel"]] == [True, True, True]
    assert (parts["evaluation"]["findings"], parts["evaluation"]["recommendation"]) == ([], "")
    assert [each["number"] for each in parts["evaluations"][0]["findings"]] == list(range(1, 13))
    assert "独立意见" not in answer.text


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
@pytest.mark.parametrize(
    ("joint_act", "missing", "needed"),
    [
        ("all_five", ["江苏", "浙江", "安徽"], 3),
        ("concerned", ["江苏", "浙江"], 2),
        ("majority", ["江苏", "浙江", "安徽"], 1),
    ],
)
async def test_a_joint_act_says_whose_signatures_are_missing_and_how_many_must_come_yet(
    pilots: Web, joint_act: JointAct, missing: list[str], needed: int
) -> None:
    under_way = Proceeding(signatures={"prov-sh": TODAY, "prov-jx": TODAY})
    decision = Decision(
        kind=DecisionKind.CLOSE, reasons="目标完成", opened_by="prov-sh", opened_on=TODAY, proceeding=under_way
    )
    policy = PilotPolicy(joint_act=joint_act)
    selecting = await add_project(pilots, policy=policy, stage=PilotStage.UNDER_ASSESSMENT, proceeding=under_way)
    closing = await add_project(pilots, 2, policy=policy, decision=decision)
    for case in (selecting, closing):
        told = (await pilots.get(f"/cases/{case.id}", "prov-zj")).json()["pilot"]["joint_act"]
        assert told["missing"] == [f"{each}省市场监督管理局" for each in missing]
        assert told["needed"] == needed


async def test_a_case_of_another_programme_has_no_such_parts(pilots: Web) -> None:
    case = await pilots.add_case()
    assert (await pilots.get(f"/cases/{case.id}", "samr")).json()["pilot"] is None


@pytest.mark.article("pilot:2(1)")
async def test_a_project_that_has_only_been_started_says_by_whom(pilots: Web) -> None:
    begun = {"stage": PilotStage.DRAFT, "participants": [], "leads": [], "filings": {}, "launched_on": None}
    case = await add_project(pilots, **begun)
    parts = (await pilots.get(f"/cases/{case.id}", "city-jia")).json()["pilot"]
    assert (parts["opened_by"], parts["participants"]) == ("示例甲市市场监督管理局", [])
    assert (parts["joint_act"], parts["change"], parts["evaluation"]) == (None, None, None)


@ON_BOTH_DATABASES
@pytest.mark.article("pilot:5(3)")
async def test_the_public_list_holds_what_the_five_published_day_by_day_and_no_project_that_was_removed(
    pilots: Web,
) -> None:
    assert await public_list(pilots) == []
    earlier = date(2024, 3, 1)
    first = await add_project(pilots, on=earlier)
    closed = await add_project(pilots, 2, on=earlier, title="示例纺织", stage=PilotStage.CLOSED, ended_on=TODAY)
    untitled = await add_project(pilots, 3, title="示例家具", stage=PilotStage.CLOSED, ended_on=TODAY)
    await add_closing(pilots, closed, "长三角质量提升示范")
    await add_closing(pilots, untitled, "")
    for number, stage in enumerate(sorted({*PilotStage} - {first.stage, closed.stage}), start=4):
        await add_project(pilots, number, title=f"示例{number}", stage=stage)
    lists = await public_list(pilots)
    assert [each["published_on"] for each in lists] == [TODAY.isoformat(), "2024-03-01"]
    assert lists[1]["projects"] == [
        {
            "title": TITLE,
            "lead": "示例甲市市场监督管理局",
            "members": [each.name for each in BUREAUS.values()],
            "scope": "仪器仪表行业",
            "launched_on": "2024-03-01",
            "closed_on": None,
            "award": "",
        },
        {
            "title": "示例纺织",
            "lead": "示例甲市市场监督管理局",
            "members": [each.name for each in BUREAUS.values()],
            "scope": "仪器仪表行业",
            "launched_on": "2024-03-01",
            "closed_on": TODAY.isoformat(),
            "award": "长三角质量提升示范",
        },
    ]
    assert [(each["title"], each["award"]) for each in lists[0]["projects"]] == [("示例家具", "")]


@pytest.mark.scenario("D13")
@pytest.mark.article("pilot:a1")
async def test_the_public_list_has_no_field_for_a_contact(pilots: Web) -> None:
    await add_project(pilots)
    told = (await public_list(pilots))[0]["projects"][0]
    assert set(told) == {"title", "lead", "members", "scope", "launched_on", "closed_on", "award"}
