"""第二十四条 and 第二十八条: how a term ends, and how it does not."""

from datetime import timedelta

import pytest
from temporalio.client import WorkflowExecutionStatus

from db.models import TaskRow
from domain.citation import Citation
from domain.dates import in_words, local_date, plus_years
from domain.zone.case import RenewalStage, Stage, Term, ZoneCase
from tests.support import forms, stories
from tests.support.world import World
from tests.support.zone_cases import documents, kinds, paper, start_last_days, told, until_open


def term_of(case: ZoneCase) -> Term:
    assert case.term is not None
    return case.term


async def past_the_last_day(world: World, term: Term) -> None:
    assert term.last_day.closes_at is not None
    await world.clock.advance_to(term.last_day.closes_at + timedelta(minutes=1))


async def up_to_the_evaluation(world: World) -> None:
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await stories.pass_the_chain(world, "renewal")
    await world.act("samr", "renewal_consultation", "consult")
    await stories.reply(world, "renewal_opinion")


async def refused_by(world: World, who: str, citation: str, because: str) -> None:
    """One document, issued by ``who`` in its own name; and the notice says the same."""
    [order] = await paper(world, "renewal_failed")
    assert (order["issuers"], order["data"]["because"]) == ([who], because)
    assert [each["organisation"] for each in order["recipients"]] == ["park-js-1"]
    assert [Citation(each) for each in order["basis"]] == [Citation(citation)]
    notices = await told(world, "renewal_failed")
    assert {"park-js-1", "prov-js"} <= set(notices)
    assert all(because in each for each in notices.values())
    assert who == "samr" or not any("市场监管总局" in each for each in notices.values())


async def reported(world: World, findings: str, conclusion: str) -> None:
    """The report on the evaluation lies in the case, from 总局 to the zone and its province."""
    [order] = await paper(world, "comprehensive_evaluation_report")
    assert (order["issuers"], order["data"]) == (["samr"], {"findings": findings, "conclusion": conclusion})
    assert [each["role"] for each in order["recipients"]] == ["creating_body", "provincial_regulator"]


async def decide(world: World) -> None:
    """From a passed evaluation to the publication of the renewal."""
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    await world.forward(days=20)
    await world.act("samr-2", "renewal_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "renewal_signature", "sign")
    await world.act("samr", "renewal_announcement", "publish")


@pytest.mark.article("zone:24")
@pytest.mark.scenario("C06")
async def test_a_zone_that_asks_for_nothing_expires_and_its_case_ends(world: World) -> None:
    term = term_of(await start_last_days(world, 190))
    await past_the_last_day(world, term)
    case = await world.state()
    assert (case.stage, case.awaited) == (Stage.EXPIRED, [])
    assert await kinds(world) == ["case.opened", "renewal.window_opened", "term.expired"]
    assert await documents(world) == ["renewal_reminder", "expiry_notice"]
    await world.forward(minutes=1)
    assert (await world.handle.describe()).status is WorkflowExecutionStatus.COMPLETED


@pytest.mark.article("zone:28.2")
@pytest.mark.scenario("C09")
@pytest.mark.parametrize(
    ("who", "kind", "answer", "because"),
    [
        ("prov-js", "renewal_examination", "fail", "对复审申请材料进行了审核，审核未通过"),
        ("lsg-js", "renewal_consent", "decline", "不同意复审申请"),
    ],
)
async def test_a_renewal_refused_in_the_province_may_be_asked_for_again_in_the_same_window(
    world: World, who: str, kind: str, answer: str, because: str
) -> None:
    term = term_of(await start_last_days(world, 100))
    await until_open(world, "renewal_application")
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    if kind == "renewal_consent":
        await world.act("prov-js", "renewal_examination", "pass", **forms.OPINION)
    await world.act(who, kind, answer, **forms.REASONS)
    case = await world.state()
    assert (case.stage, case.renewal, case.renewals_failed) == (Stage.IN_TERM, None, 1)
    assert term_of(case).last_day == term.last_day
    await refused_by(world, who, "zone:28.2", because)
    await stories.renew(world)
    renewal = (await world.state()).renewal
    assert renewal is not None
    assert (renewal.stage, renewal.proceeding.number) == (RenewalStage.GRANTED, 2)


@pytest.mark.article("zone:7#1", "zone:28.2")
async def test_the_check_list_of_a_renewal_goes_to_the_province_with_the_application(world: World) -> None:
    await start_last_days(world, 100)
    await until_open(world, "renewal_application")
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    assert (await documents(world))[-2:] == ["renewal_application", "article_7_check"]
    [sheet] = await paper(world, "article_7_check")
    today = local_date(await world.clock.now())
    assert (sheet["issuers"], sheet["data"]["last"]) == (["park-js-1"], today.isoformat())
    assert [each["role"] for each in sheet["recipients"]] == ["provincial_regulator"]
    assert len(sheet["data"]["rows"]) == len(forms.RENEWAL["check_list"]["items"])


@pytest.mark.article("zone:28.3#1")
@pytest.mark.scenario("C09")
async def test_a_negative_evaluation_leaves_the_term_to_run_to_its_last_day(world: World) -> None:
    term = term_of(await start_last_days(world, 100))
    await until_open(world, "renewal_application")
    await up_to_the_evaluation(world)
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="成效不足。", conclusion="not_passed")
    case = await world.state()
    assert (case.stage, case.renewal, case.renewals_failed) == (Stage.IN_TERM, None, 1)
    assert [task.kind for task in case.awaited] == ["renewal_application"]
    await refused_by(world, "samr", "zone:28.3#2", "开展了综合评估，评估结论为未通过")
    await reported(world, "成效不足。", "未通过")
    assert await told(world, "evaluated") == {}
    await past_the_last_day(world, term)
    case = await world.state()
    assert (case.stage, case.awaited) == (Stage.EXPIRED, [])


@pytest.mark.article("zone:28.3#1")
async def test_an_objection_upheld_in_the_renewal_notice_ends_this_renewal(world: World) -> None:
    await start_last_days(world, 100)
    await until_open(world, "renewal_application")
    await up_to_the_evaluation(world)
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="良好。", conclusion="passed")
    await reported(world, "良好。", "通过")
    notices = await told(world, "evaluated")
    assert {"park-js-1", "prov-js"} <= set(notices)
    assert all("报告见案件页面" in each for each in notices.values())
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    invitation = await world.task("renewal_objection")
    data = {"grounds": "数据不实", "evidence": ["a.pdf"], "receipt_number": "GS-1"}
    await world.send("a-citizen", invitation.id, "object", data)
    await world.act("samr-2", "renewal_reexamination", "uphold", receipt_number="GS-1", reasons="属实。")
    await world.forward(days=20)
    case = await world.state()
    assert (case.stage, case.renewal, case.renewals_failed) == (Stage.IN_TERM, None, 1)
    await refused_by(world, "samr", "zone:28.3#2", "对复审公示期间的异议进行了复核，异议成立")


@pytest.mark.article("zone:5", "zone:28.3#2")
@pytest.mark.scenario("C07")
async def test_a_renewal_granted_early_shortens_nothing(world: World) -> None:
    old = term_of(await start_last_days(world, 100))
    await until_open(world, "renewal_application")
    await stories.renew(world)
    assert {"park-js-1", "prov-js", "lsg-js", *stories.DEPARTMENTS} <= set(await told(world, "renewed"))
    begins = f"新的示范期自上一示范期最后一日的次日（{in_words(old.last_day.date + timedelta(days=1))}）起算"
    for kind in ("recognised", "renewed"):
        notices = await told(world, kind)
        assert notices
        assert all(begins in each for each in notices.values())
    case = await world.state()
    assert (case.stage, term_of(case).number) == (Stage.IN_TERM, 1)
    await past_the_last_day(world, old)
    new = term_of(await world.state())
    assert (new.number, new.anchor, new.starts_on) == (2, old.anchor, old.last_day.date + timedelta(days=1))
    assert new.last_day.date == plus_years(old.anchor, 6)
    assert new.window.opens_at is not None
    await world.clock.advance_to(new.window.opens_at + timedelta(minutes=1))
    assert "renewal_application" in {task.kind for task in (await world.state()).tasks}


@pytest.mark.article("zone:24")
@pytest.mark.article("zone:28.3#2")
async def test_a_renewal_granted_after_the_last_day_continues_from_it_without_a_gap(world: World) -> None:
    old = term_of(await start_last_days(world, 5))
    await until_open(world, "renewal_application")
    await up_to_the_evaluation(world)
    await past_the_last_day(world, old)
    case = await world.state()
    assert case.stage is Stage.EXPIRED_PENDING_RENEWAL
    [status] = await paper(world, "expiry_status")
    assert (status["data"]["pending"], status["data"]["state"]) == ("复审", "示范期已届满，复审未结")
    assert status["data"]["term_last_day"] == old.last_day.date.isoformat()
    assert "expiry_notice" not in await documents(world)
    await world.forward(days=30)
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="良好。", conclusion="passed")
    await decide(world)
    case = await until_open(world)
    for _ in range(3):
        await world.forward(minutes=1)
    case = await world.state()
    assert (case.stage, case.renewal) == (Stage.IN_TERM, None)
    assert (term_of(case).number, term_of(case).starts_on) == (2, old.last_day.date + timedelta(days=1))
    assert (await kinds(world)).count("renewal_announcement.publish") == 1


@pytest.mark.article("zone:24")
@pytest.mark.parametrize(
    ("who", "kind", "answer", "data"),
    [
        ("prov-js", "renewal_examination", "fail", forms.REASONS),
        ("samr", "comprehensive_evaluation", "evaluate", {"findings": "成效不足。", "conclusion": "not_passed"}),
    ],
)
async def test_a_renewal_that_fails_after_the_last_day_lets_the_zone_expire_with_all_of_it_in_the_record(
    world: World, who: str, kind: str, answer: str, data: dict[str, str]
) -> None:
    term = term_of(await start_last_days(world, 5))
    await until_open(world, "renewal_application")
    if kind == "comprehensive_evaluation":
        await up_to_the_evaluation(world)
    else:
        await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await past_the_last_day(world, term)
    await world.act(who, kind, answer, **data)
    await world.forward(minutes=1)
    case = await world.state()
    assert (case.stage, case.awaited, case.renewals_failed) == (Stage.EXPIRED, [], 1)
    found = await kinds(world)
    assert found.index(f"{kind}.{answer}") < found.index("term.expired")
    assert (await documents(world))[-2:] == ["renewal_failed", "expiry_notice"]
    assert (await world.handle.describe()).status is WorkflowExecutionStatus.COMPLETED


@pytest.mark.article("zone:24")
async def test_an_expired_zone_owes_and_may_ask_for_nothing(world: World) -> None:
    term = term_of(await start_last_days(world, 5))
    await until_open(world, "renewal_application")
    await past_the_last_day(world, term)
    async with world.register.read() as session:
        row = await session.get(TaskRow, f"{world.case_id}-task-1")
    assert row is not None
    assert row.closed_at is not None
    assert local_date(row.closed_at) == term.last_day.date + timedelta(days=1)
