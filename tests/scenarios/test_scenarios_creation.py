"""Group B: from the call to the recognition, and every way a creation may turn, on running workflows."""

from collections import Counter
from datetime import date

import pytest
from temporalio.client import WorkflowExecutionStatus

from db.models import InstrumentRow
from db.queries.instruments import INDICATORS
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone import art18_creation_period as art18
from domain.zone.art28_renewal_reminders import window_days
from domain.zone.case import Stage
from tests.scenarios.playing import DOCUMENTS, go, notice_of, papers, planned_reports
from tests.support import forms, stories
from tests.support.scenarios import begins, expected, given, timed
from tests.support.world import World, actor
from tests.support.zone_cases import POLICY, documents, kinds, start_creation, until_open

YEAR = ("zone:18",)
WITHIN = {"工作方案", "创建方案"}
"""No papers of their own in a case: the plan of the round stands in the register, the plan of the creation within
创建申请."""


@pytest.mark.article("zone:16", "zone:17", "zone:18", "zone:20", "zone:21", "zone:22", "zone:23", "zone:24")
@pytest.mark.scenario("B01")
@begins(timed("B01")[1].moment)
async def test_a_park_becomes_a_zone_on_the_very_days_of_the_happy_path(world: World) -> None:
    wanted, happens = expected("B01"), [step.moment for step in timed("B01")]
    async with world.register.write() as session:
        plan = await session.get_one(InstrumentRow, "work_plan")
        plan.in_force_from = happens[0].date()
    await world.start()
    await until_open(world, "creation_application")
    await go(world, happens[1])
    await stories.apply(world)
    await go(world, happens[2])
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    await go(world, happens[3])
    await world.act("lsg-js", "nomination_consent", "consent", **forms.OPINION)
    await go(world, happens[4])
    await world.act("prov-js", "nominee_report", "report", **forms.OPINION)
    await go(world, happens[5])
    await world.act("samr", "creation_consultation", "consult")
    asked = (await world.state()).proceeding.consultation
    assert asked is not None
    assert asked.due.date == wanted["consultation_due"]
    await go(world, happens[6])
    await stories.reply(world, "creation_opinion")
    await go(world, happens[7])
    await world.act("samr-2", "creation_decision", "approve")
    year = (await world.state()).creation_minimum
    assert year is not None
    assert year.opens_at is not None
    assert year.date == wanted["creation_year_last_day"]
    assert local_date(year.opens_at) == wanted["earliest_acceptance_application"] == happens[8].date()
    await go(world, happens[8])
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    await go(world, happens[9])
    await world.act("prov-js", "acceptance_examination", "pass", **forms.OPINION)
    await go(world, happens[10])
    await world.act("lsg-js", "acceptance_consent", "consent", **forms.OPINION)
    await go(world, happens[11])
    assert not (await world.task("acceptance_submission")).audience.includes(actor("prov-js")), (
        "the park itself submits"
    )
    await world.act("park-js-1", "acceptance_submission", "submit")
    await go(world, happens[12])
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    await go(world, happens[13])
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)
    await go(world, happens[14])
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION)
    await go(world, happens[15])
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    assert notice_of(await world.state()).last_day.date == wanted["notice_last_day"]
    await go(world, happens[16])
    await world.act("samr-2", "recognition_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "recognition_signature", "sign")
    assert (await world.state()).recognised_on == happens[16].date()
    await go(world, happens[17])
    await world.act("samr", "announcement", "publish")

    case = await world.state()
    assert case.stage.name == wanted["status"]
    assert case.term is not None
    assert [case.term.starts_on, case.term.last_day.date] == wanted["term"]
    assert case.term.last_day.closes_at == wanted["expires_at"]
    assert list(window_days(case.term)) == wanted["renewal_window"]
    reports = await planned_reports(world)
    assert reports == wanted["annual_reports_due"]
    assert len(reports) == wanted["annual_reports_count_in_term"]
    ordered = Counter(await documents(world))
    assert not _listed(wanted["documents"]) - ordered, f"missing: {_listed(wanted['documents']) - ordered}"
    days = dict(await papers(world))
    assert (days["creation_approval"], days["public_notice"], days["announcement"]) == (
        happens[7].date(),
        happens[15].date(),
        happens[17].date(),
    )


def _listed(papers: list[str]) -> Counter[str]:
    """The kinds of document a scenario lists, with how often: 征求意见函 ×4."""
    found: Counter[str] = Counter()
    for each in papers:
        name, _, times = each.partition(" ×")
        if name not in WITHIN:
            found[DOCUMENTS[name]] += int(times or 1)
    return found


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B02")
@pytest.mark.parametrize("mode", ["corresponding", "inclusive"])
@begins(timed("B02")[0].moment)
async def test_the_year_of_creation_is_over_to_the_day(world: World, mode: str) -> None:
    wanted, (first, second) = expected("B02"), [step.moment for step in timed("B02")]
    await start_young(world, given("B02")[0], POLICY.model_copy(update={"period_mode": mode}))
    await go(world, first)
    if mode == "inclusive":
        assert wanted["with_CAL-PERIOD-MODE=inclusive"].startswith("first attempt accepted")
        year = (await world.state()).creation_minimum
        assert year is not None
        assert year.date.strftime("%m-%d") in wanted["with_CAL-PERIOD-MODE=inclusive"]
    else:
        assert wanted["first"].startswith("held: 创建活动未满一年")
        refusal = await world.refused("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
        assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, YEAR)
        assert refusal.text.startswith("创建活动未满一年")
        assert "由市场监管总局书面批准" in refusal.remedy
        assert wanted["second"] == "accepted"
        await go(world, second)
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (await world.state()).stage is Stage.ACCEPTANCE


async def start_young(world: World, approved_on: date, policy: ZonePolicy = POLICY) -> None:
    """A park in its creation, approved on this day."""
    year = art18.minimum(approved_on, policy).compact()
    await start_creation(world, Stage.CREATION, policy=policy, approved_on=approved_on, creation_minimum=year)
    await until_open(world, "acceptance_application")


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B04")
@begins(timed("B04")[0].moment)
async def test_samr_alone_excepts_from_the_year_and_its_reason_is_on_record(world: World) -> None:
    wanted, (asked, tried, granted) = expected("B04"), timed("B04")
    await start_young(world, given("B04")[0])
    await go(world, asked.moment)
    await world.act("park-js-1", "early_acceptance_request", "ask", **forms.REASONS)
    await go(world, tried.moment)
    grant = {"document_number": "国市监质〔2025〕8号", "reasons": "目标提前完成。"}
    refusal = await world.refused("prov-js", "creation_exception", "grant", **grant)
    assert wanted["province_waiver"].startswith("refused")
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, YEAR)
    await go(world, granted.moment)
    await world.act("samr", "creation_exception", "grant", **grant)
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    case = await world.state()
    assert wanted["after_exception"] == "application proceeds"
    assert (case.stage, case.exception and case.exception.granted_on) == (Stage.ACCEPTANCE, granted.day)
    assert case.exception is not None
    assert case.exception.reasons == grant["reasons"]
    assert [DOCUMENTS[each] for each in wanted["documents"]] == (await documents(world))[:2]


@pytest.mark.article("zone:20#2", "zone:21#3")
@pytest.mark.scenario("B05")
@begins(given("B05")[0])
async def test_materials_returned_twice_come_again_through_the_whole_chain(world: World) -> None:
    wanted, (returned, again, returned_again) = expected("B05"), timed("B05")
    await start_young(world, given("B04")[0])
    year = (await world.state()).creation_minimum
    reached = given("B05")[0]
    await world.to(reached.year, reached.month, reached.day, 9)
    for applied, moment in ((None, returned), (again, returned_again)):
        if applied:
            await go(world, applied.moment)
        await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
        await stories.pass_the_chain(world, "acceptance")
        await go(world, moment.moment)
        await world.act("samr", "material_review", "return", **forms.RETURN)
        case = await until_open(world, "acceptance_application")
    assert wanted["status"] == "CREATING"
    assert (case.stage, case.returns) == (Stage.CREATION, 2)
    assert wanted["one_year_clock"] == "not restarted"
    assert case.creation_minimum == year
    assert wanted["number_of_returns_allowed"] == "unlimited in text"
    [(paper, times)] = _listed(wanted["documents"]).items()
    assert [day for kind, day in await papers(world) if kind == paper] == [returned.day, returned_again.day]
    assert times == 2
    assert wanted["chain_on_resubmission"] == ["省级审核", "领导小组同意", "园区向总局提交"]
    chain = ["acceptance_examination.pass", "acceptance_consent.consent", "acceptance_submission.submit"]
    assert [kind for kind in await kinds(world) if kind in chain] == chain * 2


EXITS = {
    "P1": (Stage.NOMINATION, [("prov-js", "provincial_appraisal", "decline")], Stage.NOT_SHORTLISTED),
    "P2": (
        Stage.NOMINATION,
        [("prov-js", "provincial_appraisal", "nominate"), ("lsg-js", "nomination_consent", "decline")],
        Stage.LEADING_GROUP_DECLINED,
    ),
    "P3": (
        Stage.APPROVAL,
        [("samr", "creation_consultation", "consult"), ("samr-2", "creation_decision", "refuse")],
        Stage.NOT_APPROVED,
    ),
}
"""Park → where it starts, who says what, and how it ends."""


@pytest.mark.article("zone:17.1", "zone:17.2")
@pytest.mark.scenario("B06")
@pytest.mark.parametrize("park", list(EXITS))
async def test_there_are_three_ways_not_to_be_approved_and_none_of_them_bars(world: World, park: str) -> None:
    wanted, (begin, acts, end) = expected("B06"), EXITS[park]
    await start_creation(world, begin)
    for who, kind, action in acts:
        await until_open(world, kind)
        form = {"nominate": forms.APPRAISAL, "consult": {}}.get(action, forms.REASONS)
        await world.act(who, kind, action, **form)
        if action == "consult":
            await stories.reply(world, "creation_opinion")
    case = await world.state()
    assert (case.stage, case.revocation) == (end, None)
    assert wanted["ban"].startswith("none")
    if park == "P2":  # LSG_DECLINED (back to province)
        assert "back to province" in wanted[park]
        assert [task.kind for task in case.awaited] == ["provincial_appraisal"]
    else:
        assert case.stage.name == wanted[park]
    assert DOCUMENTS[wanted["documents"][list(EXITS).index(park)]] in await documents(world)


@pytest.mark.article("zone:3#2")
@pytest.mark.scenario("B14")
@begins(timed("B14")[0].moment)
async def test_a_park_withdraws_while_creating_and_nothing_rings_after_it(world: World) -> None:
    wanted, [step] = expected("B14"), timed("B14")
    await start_young(world, given("B14")[0])
    await go(world, step.moment)
    await world.act("park-js-1", "withdrawal", "withdraw", **forms.REASONS)
    case = await world.state()
    assert (case.stage.name, case.tasks) == (wanted["status"], [])
    assert wanted["ban"] == "none"
    assert case.revocation is None
    assert await documents(world) == [DOCUMENTS[each] for each in wanted["documents"]]
    assert wanted["open_timers"] == "all cancelled"
    before = await kinds(world)
    await world.forward(days=400)
    assert (await world.handle.describe()).status is WorkflowExecutionStatus.COMPLETED
    assert await kinds(world) == before


@pytest.mark.article("zone:19", "zone:20")
@pytest.mark.scenario("B16")
@begins(given("B16")[0])
async def test_new_indicators_leave_a_running_application_to_the_old_ones(world: World) -> None:
    wanted, [evaluated] = expected("B16"), timed("B16")
    applied_on, issued_on = given("B16")
    await start_young(world, given("B14")[0])
    await world.to(applied_on.year, applied_on.month, applied_on.day, 9)
    async with world.register.write() as session:
        session.add(InstrumentRow(id="v2", kind=INDICATORS, number="第2版", title="第2版", in_force_from=issued_on))
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    await stories.pass_the_chain(world, "acceptance")
    await world.act("samr", "material_review", "consult")
    await stories.reply(world, "acceptance_opinion")
    await go(world, evaluated.moment)
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)
    by_the_new = forms.EVALUATION | {"indicator_version": "第2版"}
    refusal = await world.refused("expert-1", "evaluation_report", "report", **by_the_new)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:19",))
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION)
    case = await world.state()
    assert wanted["indicator_version_used"] == "v1"
    assert (case.stage, case.proceeding.indicator_version) == (Stage.PUBLIC_NOTICE, "第1版")
    assert "evaluation_report" in await documents(world)
