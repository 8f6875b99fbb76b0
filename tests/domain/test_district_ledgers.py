"""四（三） The rules of a unit's ledger: what is filed, days of its own, colours, closeouts, indicators."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.dates import CHINA, end_of, start_of
from domain.district import calendar_of_case
from domain.district import sec4_3_establishing as establishing
from domain.district import sec4_3_progress as progress
from domain.district import sec4_3_supervision as supervision
from domain.district.case import PlanCase
from domain.district.dispatches import owed
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ENTRIES
from domain.district.parts import Item, ItemStatus, PlanUnit, Step
from domain.district.policy import DistrictPolicy
from domain.district.sec4_3_establishing import Establishing
from domain.district.sec4_3_plan import DistrictUnits, Preparation, RegisteredUnit, units_of
from domain.district.sec4_3_supervision import Colour
from domain.district.undated import MARKS, may_be_undated
from domain.ladder import clock_time
from services.regulations import units
from tests.support.calendars import CALENDAR
from tests.support.district_cases import PREPARATION, TARGET, a_ledger, a_plan, an_answer, due_on, row

NOW = datetime(2025, 3, 3, 1, tzinfo=UTC)
TODAY = date(2025, 3, 3)
BASIS = ("district:s4(3)#2",)
OFFICE = ("district:s4(3)#3",)


def filed(key: str = "7", day: date = date(2025, 4, 10), policy: DistrictPolicy | None = None) -> LedgerCase:
    step = Step(number=1, what="完成走访", due=due_on(day, policy))
    item = Item(key=key, filed_on=TODAY, since=NOW, measures="走访", steps=[step])
    return a_ledger("yc-science", NOW, items=[item], policy=policy or DistrictPolicy())


def establishing_of(*rows: dict[str, str]) -> Establishing:
    return Establishing.model_validate({"rows": list(rows)})


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.parametrize(
    ("given", "said", "remedy"),
    [
        (row("7", "2025-09-30") | {"measures": ""}, "没有填写工作举措", "同时明确工作举措和时间进度"),
        (row("7") | {"schedule": "dated"}, "没有填写时间进度", "请填写完成日期"),
        (row("7", "2025-09-30") | {"schedule": "continuous"}, "选择了长期坚持，不填写日期", "请选择按所列日期"),
        (row("7"), "没有可以不定日期的内容", "请填写本单位自定的完成日期"),
        (row("7", "2025-03-02"), "已经过去", "在进展中登记"),
        (row("1", "2025-09-30"), "不在区科技局待建账的事项中", "请调整时间进度"),
    ],
)
def test_an_item_is_filed_with_both_its_measures_and_its_times_or_not_at_all(
    given: dict[str, str], said: str, remedy: str
) -> None:
    refusal = establishing.refuse(a_ledger("yc-science", NOW), establishing_of(given), NOW)
    assert refusal
    assert said in refusal.text
    assert refusal.basis == BASIS
    assert remedy in refusal.remedy


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.parametrize(
    ("day", "refused"), [("2025-03-02", True), ("2025-03-03", False), ("2025-03-04", False), ("2024-02-29", True)]
)
def test_a_day_of_its_own_lies_ahead(day: str, refused: bool) -> None:
    found = establishing.refuse(a_ledger("yc-science", NOW), establishing_of(row("7", day)), NOW)
    assert (found is not None) is refused


def test_several_days_of_one_item_are_its_steps_in_order() -> None:
    ledger = a_ledger("yc-science", NOW, ["7"])
    form = establishing_of(row("7", "2025-09-30"), row("7", "2025-06-30") | {"measures": "", "what": "先行试点"})
    answer = an_answer("yc-science", form, NOW)
    establishing.establish(ledger, answer, {day: due_on(day) for day in establishing.days(form)})
    [item] = ledger.items
    assert [(each.number, each.what, each.due.date) for each in item.steps] == [
        (1, "先行试点", date(2025, 6, 30)),
        (2, "完成阶段任务", date(2025, 9, 30)),
    ]
    assert ledger.unfiled == []


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.parametrize("key", ENTRIES)
def test_what_may_go_without_a_day_is_what_the_text_explores_encourages_or_supports(key: str) -> None:
    unit = ENTRIES[key].citation.unit
    text = "".join(sentence for paragraph in units("district")[unit] for sentence in paragraph)
    assert may_be_undated(key) == any(mark in text for mark in MARKS)


def test_by_policy_anything_may_go_without_a_day() -> None:
    ledger = a_ledger("yc-science", NOW, policy=DistrictPolicy(undated_items="any"))
    assert establishing.refuse(ledger, establishing_of(row("7")), NOW) is None


@pytest.mark.article("district:s4(3)#3")
@pytest.mark.parametrize(
    ("days", "colour", "overdue"),
    [
        (-1, Colour.BLUE, False),
        (0, Colour.BLUE, False),
        (1, Colour.YELLOW, True),
        (6, Colour.YELLOW, True),
        (7, Colour.RED, True),
        (30, Colour.RED, True),
    ],
)
def test_supervision_is_blue_to_its_day_yellow_from_the_next_and_red_from_the_seventh(
    days: int, colour: Colour, overdue: bool
) -> None:
    ledger = filed(day=date(2025, 2, 28))
    [item] = ledger.items
    today = date(2025, 2, 28) + timedelta(days=days)
    assert supervision.colour(item.steps[0], ledger, today) is colour
    supervision.mark_overdue(ledger, start_of(today))
    assert item.steps[0].overdue is overdue
    assert all(any(sign >= "\u4e00" for sign in each.label) for each in Colour)


def test_a_day_is_overdue_from_the_instant_after_it() -> None:
    day = date(2024, 2, 29)
    ledger = filed(day=day)
    assert supervision.overdue_at(ledger) == end_of(day)
    assert supervision.mark_overdue(ledger, end_of(day) - timedelta(seconds=1)) == []
    assert len(supervision.mark_overdue(ledger, end_of(day))) == 1
    assert supervision.mark_overdue(ledger, end_of(day)) == []


@pytest.mark.article("district:s4(3)#3")
def test_reminders_go_out_seven_days_before_on_the_day_and_one_and_seven_days_after() -> None:
    ledger = filed()
    [duty] = calendar_of_case.open_duties(ledger, CALENDAR)
    told = [(each.planned_at.astimezone(CHINA).date(), each.wording, bool(each.copies)) for each in duty.rungs]
    assert told == [
        (date(2025, 4, 3), "district_ledger_blue", False),
        (date(2025, 4, 10), "district_ledger_blue", False),
        (date(2025, 4, 11), "district_ledger_yellow", True),
        (date(2025, 4, 17), "district_ledger_red", True),
    ]
    assert {each.planned_at.astimezone(CHINA).time() for each in duty.rungs} == {clock_time("09:00")}
    assert duty.rungs[2].copies == (ledger.office_audience,)


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.parametrize(("roll", "wanted"), [("none", date(2025, 10, 1)), ("next_workday", date(2025, 10, 9))])
def test_a_day_of_its_own_on_a_holiday_stays_unless_the_policy_rolls_it(roll: str, wanted: date) -> None:
    policy = DistrictPolicy(ledger_roll="next_workday") if roll == "next_workday" else DistrictPolicy()
    ledger = filed(day=date(2025, 10, 1), policy=policy)
    assert [each.date for each in calendar_of_case.ledger_milestones(ledger)] == [wanted, TARGET.date]
    assert [each.path for each in calendar_of_case.places(ledger)] == ["target", "items.7.1.due"]


@pytest.mark.article("district:s4(3)#2")
def test_a_moved_day_keeps_the_old_one_and_its_reason() -> None:
    ledger = filed(day=date(2025, 3, 10))
    supervision.mark_overdue(ledger, end_of(date(2025, 3, 10)))
    form = progress.DayMove(item="7", step=1, day=date(2025, 6, 30), reasons="设备推迟。")
    progress.move(ledger, an_answer("yc-science", form, NOW), due_on(date(2025, 6, 30)))
    [step] = ledger.items[0].steps
    assert [(each.was, each.reasons) for each in step.moved] == [(date(2025, 3, 10), "设备推迟。")]
    assert (step.due.date, step.overdue) == (date(2025, 6, 30), False)
    same = progress.DayMove(item="7", step=1, day=date(2025, 6, 30), reasons="x")
    refusal = progress.refuse_move(ledger, same, NOW)
    assert refusal
    assert (refusal.text, refusal.basis) == ("日期没有变化。", BASIS)


@pytest.mark.parametrize(
    ("on", "late"), [(date(2025, 4, 9), False), (date(2025, 4, 10), False), (date(2025, 4, 11), True)]
)
def test_what_was_done_on_its_day_was_in_time_however_late_it_is_entered(on: date, late: bool) -> None:
    ledger = filed()
    entered = datetime(2025, 4, 20, tzinfo=UTC)
    supervision.mark_overdue(ledger, entered)
    form = progress.Progress(items=["7"], on=on, text="完成。", step=1)
    assert progress.refuse_progress(ledger, form, entered) is None
    progress.take_progress(ledger, an_answer("yc-science", form, entered))
    assert ledger.items[0].steps[0].overdue is late
    assert ledger.status(ledger.items[0]) is ItemStatus.IN_PROGRESS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"items": ["7"], "on": "2025-03-04"}, "日期不能晚于今天。"),
        ({"items": ["8"], "on": "2025-03-03"}, "不在区科技局的台账中"),
        ({"items": ["7"], "on": "2025-03-03", "step": 2}, "没有第2个时间节点"),
        ({"items": ["7", "8"], "on": "2025-03-03", "step": 1}, "不在区科技局的台账中"),
    ],
)
def test_progress_is_of_the_past_and_of_this_ledger(given: dict[str, object], said: str) -> None:
    form = progress.Progress.model_validate(given | {"text": "进展。"})
    refusal = progress.refuse_progress(filed(), form, NOW)
    assert refusal
    assert said in refusal.text
    assert refusal.basis == BASIS


def prepared(**policy: str) -> PlanCase:
    plan = a_plan(NOW, policy=DistrictPolicy.model_validate(policy), office="yc-office", target=TARGET)
    facts = DistrictUnits(units=[RegisteredUnit(id="yc-science", name="区科技局")], office="yc-office")
    plan.units = units_of(plan, Preparation.model_validate(PREPARATION), facts)
    return plan


def unit_of(plan: PlanCase, name: str) -> PlanUnit:
    return next(each for each in plan.units if each.name == name)


@pytest.mark.article("district:s4(3)")
@pytest.mark.scenario("E04")
def test_twenty_member_units_have_sixty_items_of_the_safeguards() -> None:
    members = [{"name": f"示例{number}局", "address": "示例路"} for number in range(20)]
    plan = a_plan(NOW)
    form = Preparation.model_validate(PREPARATION | {"members": members})
    found = units_of(plan, form, DistrictUnits(office="yc-office"))
    assert sum(len(each.items) for each in found if "member_unit" in each.kinds) == 60


def test_by_policy_a_department_that_is_no_member_has_the_safeguards_too() -> None:
    assert unit_of(prepared(), "区税务局").items == ["8"]
    assert unit_of(prepared(safeguard_units="departments_too"), "区税务局").items == ["8", "s1", "s2", "s3"]


@pytest.mark.article("district:1")
def test_by_policy_nobody_leads() -> None:
    def leads(plan: PlanCase) -> set[str]:
        begins = [each.begins for each in owed(plan) if each.begins]
        return {item["lead"] for ledger in begins for item in ledger["items"] if not item["key"].startswith("s")}

    assert leads(prepared()) == {"区市场监管局", "区工商信局", "市生态环境局源城分局"}
    assert leads(prepared(measure_lead="none")) == {""}


def test_a_whole_ledger_is_small() -> None:
    """The largest there is: 23 items, each with four days and a long text."""
    steps = [Step(number=n, what="完成阶段任务" * 5, due=due_on(date(2025, 4, n))) for n in range(1, 5)]
    keys = [*(each for each in ENTRIES if each != "3")]
    items = [Item(key=key, measures="开展专项行动，" * 12, steps=steps, filed_on=TODAY) for key in keys]
    assert len(a_ledger("yc-market", NOW, items=items).model_dump_json(exclude_defaults=True).encode()) < 60_000
