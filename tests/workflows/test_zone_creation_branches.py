"""第十六条 to 第二十三条, wherever the path turns: refused, declined, returned, objected to, silent."""

from datetime import timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus

from domain.procedure.state import ObjectionStatus, Stance
from domain.refusal import RefusalKind
from domain.zone.case import Stage, ZoneCase
from tests.support import forms, stories
from tests.support.world import World
from tests.support.zone_cases import documents, kinds, start_creation, until_open


async def is_over(world: World) -> bool:
    return (await world.handle.describe()).status is WorkflowExecutionStatus.COMPLETED


async def through_the_chain(world: World) -> None:
    """From the application for acceptance to the desk of 总局."""
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    await stories.pass_the_chain(world, "acceptance")


@pytest.mark.article("zone:17.1")
async def test_a_park_that_is_not_shortlisted_is_told_why_and_its_case_ends(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    await world.act("prov-js", "provincial_appraisal", "decline", **forms.REASONS)
    case = await world.state()
    assert case.stage is Stage.NOT_SHORTLISTED
    assert case.awaited == []
    assert "not_shortlisted" in await documents(world)
    await world.forward(minutes=1)
    assert await is_over(world)


@pytest.mark.article("zone:17.1")
async def test_a_list_the_leading_group_declines_goes_back_to_the_province(world: World) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    await world.act("lsg-js", "nomination_consent", "decline", **forms.REASONS)
    case = await world.state()
    assert case.stage is Stage.LEADING_GROUP_DECLINED
    assert [task.kind for task in case.awaited] == ["provincial_appraisal"]
    assert "leading_group_decline" in await documents(world)
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert (await world.state()).stage is Stage.NOMINATION
    await world.act("lsg-js", "nomination_consent", "consent", **forms.OPINION)
    await world.act("prov-js", "nominee_report", "report", **forms.OPINION)
    assert (await world.state()).stage is Stage.APPROVAL


@pytest.mark.article("zone:17.2")
async def test_a_park_that_is_not_approved_is_told_why_and_its_case_ends(world: World) -> None:
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    await stories.reply(world, "creation_opinion")
    await world.act("samr-2", "creation_decision", "refuse", **forms.REASONS)
    case = await world.state()
    assert case.stage is Stage.NOT_APPROVED
    assert case.approved_on is None
    assert "creation_refusal" in await documents(world)
    await world.forward(minutes=1)
    assert await is_over(world)


@pytest.mark.article("zone:17.2")
async def test_opinions_bind_nobody_and_silence_says_nothing(world: World) -> None:
    """One disagrees, one comments, two stay silent: 总局 may still approve."""
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    await world.act("mara", "creation_opinion", "reply", stance="disagrees", opinion="条件尚不成熟。")
    await world.act("cnipa", "creation_opinion", "reply", stance="comments", opinion="建议补充。")
    asked = (await world.state()).proceeding.consultation
    assert asked is not None
    assert asked.due.closes_at is not None
    assert (await world.task("creation_opinion", "mct")).due == asked.due.date
    await world.clock.advance_to(asked.due.closes_at - timedelta(minutes=1))
    assert "creation_opinion.closed" not in await kinds(world)
    await world.forward(minutes=2)
    case = await world.state()
    assert case.proceeding.consultation is not None
    assert case.proceeding.consultation.replies == {
        "mara": Stance.DISAGREES,
        "cnipa": Stance.COMMENTS,
        "mofcom": Stance.SILENT,
        "mct": Stance.SILENT,
    }
    assert [task.kind for task in case.awaited] == ["creation_decision"]
    await world.act("samr-2", "creation_decision", "approve")
    assert (await world.state()).stage is Stage.CREATION


@pytest.mark.article("zone:20#2")
@pytest.mark.parametrize(
    ("who", "kind", "answer"),
    [("prov-js", "acceptance_examination", "fail"), ("lsg-js", "acceptance_consent", "decline")],
)
async def test_an_acceptance_application_that_does_not_pass_in_the_province_may_be_made_again(
    world: World, who: str, kind: str, answer: str
) -> None:
    started = await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application")
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    if kind == "acceptance_consent":
        await world.act("prov-js", "acceptance_examination", "pass", **forms.OPINION)
    await world.act(who, kind, answer, **forms.REASONS)
    case = await world.state()
    assert (case.stage, case.returns) == (Stage.CREATION, 0)
    assert case.creation_minimum == started.creation_minimum
    await through_the_chain(world)
    assert (await world.state()).stage is Stage.MATERIAL_REVIEW


@pytest.mark.article("zone:21#3")
async def test_returned_materials_come_again_through_the_whole_chain_and_the_year_is_not_restarted(
    world: World,
) -> None:
    started = await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application")
    await through_the_chain(world)
    await world.act("samr", "material_review", "return", **forms.RETURN)
    _assert_returned(await world.state(), started, times=1)
    await through_the_chain(world)
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    await world.act("samr", "panel_formation", "return", **forms.RETURN)
    _assert_returned(await world.state(), started, times=2)
    await through_the_chain(world)
    await stories.evaluate(world)
    case = await world.state()
    assert (case.stage, case.returns, case.proceeding.number) == (Stage.PUBLIC_NOTICE, 2, 5)
    found = await kinds(world)
    assert found.count("acceptance_examination.pass") == 3
    assert found.count("acceptance_opinion.reply") == 8


def _assert_returned(case: ZoneCase, started: ZoneCase, *, times: int) -> None:
    assert (case.stage, case.returns) == (Stage.CREATION, times)
    assert (case.approved_on, case.creation_minimum) == (started.approved_on, started.creation_minimum)
    assert [task.kind for task in case.awaited] == ["acceptance_application"]


@pytest.mark.article("zone:9", "zone:21#1", "zone:21#3")
async def test_a_park_that_lacks_a_requirement_gets_no_panel_but_its_material_back(world: World) -> None:
    await start_creation(world, Stage.MATERIAL_REVIEW)
    await until_open(world, "material_review")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    unmet = [{"article": str(number), "met": number != 9} for number in range(8, 15)]
    refusal = await world.refused("samr", "panel_formation", "form_panel", **forms.PANEL | {"requirements": unmet})
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:9", "zone:21#1"))
    unknown = await world.refused("samr", "panel_formation", "return", **forms.RETURN, unmet=["6"])
    assert unknown.kind is RefusalKind.MALFORMED
    await world.act("samr", "panel_formation", "return", **forms.RETURN, unmet=["9"])
    case = await world.state()
    assert (case.stage, case.returns) == (Stage.CREATION, 1)


@pytest.mark.article("zone:20#1")
async def test_the_self_check_leaves_no_requirement_out(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    lacking = forms.ACCEPTANCE | {"requirements": forms.REQUIREMENTS[1:]}
    refusal = await world.refused("park-js-1", "acceptance_application", "apply", **lacking)
    assert (refusal.kind, refusal.basis) == (RefusalKind.MALFORMED, ("zone:20#1",))


@pytest.mark.article("zone:21#2")
async def test_a_park_evaluated_negatively_goes_on_with_its_creation(world: World) -> None:
    await start_creation(world, Stage.MATERIAL_REVIEW)
    await until_open(world, "material_review")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION | {"conclusion": "not_passed"})
    case = await world.state()
    assert (case.stage, case.returns) == (Stage.CREATION, 0)
    assert {"evaluation_report", "evaluation_feedback"} <= set(await documents(world))
    await through_the_chain(world)
    assert (await world.state()).proceeding.conclusion == ""


async def object_to(world: World, number: str) -> None:
    invitation = await world.task("objection")
    data = {"grounds": "指标不实", "evidence": ["a.pdf"], "receipt_number": number}
    await world.send("a-citizen", invitation.id, "object", data)


async def rule_on(world: World, number: str, ruling: str) -> None:
    await world.act("samr-2", "objection_reexamination", ruling, receipt_number=number, reasons="经核查。")


@pytest.mark.article("zone:22#3")
@pytest.mark.scenario("A22")
async def test_an_upheld_objection_leads_back_to_creation_and_to_no_ban(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    await object_to(world, "GS-1")
    await object_to(world, "GS-2")
    await rule_on(world, "GS-1", "uphold")
    case = await world.state()
    assert case.stage is Stage.PUBLIC_NOTICE
    await world.forward(days=20)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await rule_on(world, "GS-2", "reject")
    case = await world.state()
    assert (case.stage, case.recognised_on, case.returns) == (Stage.CREATION, None, 0)
    assert "public_notice.passed" not in await kinds(world)
    assert (await documents(world)).count("reexamination_conclusion") == 2
    await through_the_chain(world)
    assert (await world.state()).proceeding.notice is None


@pytest.mark.article("zone:22#3")
async def test_a_rejected_objection_does_not_stop_the_park_but_the_notice_runs_its_time(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    await object_to(world, "GS-1")
    await rule_on(world, "GS-1", "reject")
    case = await world.state()
    assert case.stage is Stage.PUBLIC_NOTICE
    assert [task.kind for task in case.awaited] == ["objection"]
    assert case.proceeding.notice is not None
    assert case.proceeding.notice.last_day.closes_at is not None
    await world.clock.advance_to(case.proceeding.notice.last_day.closes_at - timedelta(minutes=1))
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await world.forward(minutes=2)
    case = await world.state()
    assert case.stage is Stage.RECOGNITION
    assert "public_notice_result" in await documents(world)


@pytest.mark.article("zone:22#3")
async def test_an_objection_still_open_when_the_notice_closes_holds_the_entry(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    await object_to(world, "GS-1")
    await world.forward(days=200)
    case = await world.state()
    assert case.stage is Stage.PUBLIC_NOTICE
    assert [task.kind for task in case.awaited] == ["objection", "objection_reexamination"]
    assert case.proceeding.notice is not None
    assert [one.status for one in case.proceeding.notice.objections] == [ObjectionStatus.ACCEPTED]
    await rule_on(world, "GS-1", "reject")
    assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:23")
async def test_a_park_is_recognised_when_all_five_have_signed_and_a_zone_when_it_is_published(world: World) -> None:
    await start_creation(world, Stage.RECOGNITION)
    await until_open(world, "recognition_signature")
    for each in stories.DEPARTMENTS:
        await world.act(each, "recognition_signature", "sign")
    assert (await world.state()).stage is Stage.RECOGNITION
    await world.act("samr-2", "recognition_decision", "sign")
    case = await world.state()
    assert (case.stage, case.term) == (Stage.ANNOUNCEMENT, None)
    await world.forward(days=3)
    await world.act("samr", "announcement", "publish")
    case = await world.state()
    assert case.term is not None
    assert case.recognised_on is not None
    assert case.term.starts_on == case.recognised_on + timedelta(days=3)
