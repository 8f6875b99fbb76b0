"""Every notice says what is owed, by whom, until when and why then, what happens if not, and where."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import jinja2
import pytest

from domain.citation import Citation
from domain.date_rules import derive
from domain.dates import start_of
from domain.policy import ZonePolicy
from domain.procedure import public_notice
from domain.procedure.state import Notice
from domain.roles import SAMR
from domain.working_days import WorkCalendar
from services.documents.samples import sample
from services.documents.wording import compose as written
from services.notifications.wording import KINDS, Wording, compose
from tests.support.calendars import CALENDAR, SEED, release
from tests.support.notifications import PARK, SAMPLES, some_facts

CALENDARS = (CALENDAR, WorkCalendar([*SEED, release(2028)]))
"""The releases of the past, and one more: that of the year in which the report for 2027 is due."""


def test_there_is_a_sample_for_every_kind() -> None:
    assert set(SAMPLES) == KINDS


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_notice_is_complete_and_in_chinese(kind: str) -> None:
    message = compose(kind, some_facts(SAMPLES[kind]))
    lines = message.text.splitlines()

    assert PARK in message.subject
    assert "\n" not in message.subject
    assert message.text.count("需办事项：") == 1
    assert "依据：《全国质量品牌提升示范区管理办法（试行）》第二十七条第一句" in lines
    assert "查看和办理：https://zhicheng.example.gov.cn/cases/zone/sz-biobay" in lines
    assert not any(mark in message.text for mark in ("{", "}", "None", "[", "\n\n\n"))
    assert not any(line.endswith("：") for line in lines)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_who_owes_something_learns_by_when_and_what_follows(kind: str) -> None:
    text = compose(kind, some_facts(SAMPLES[kind])).text
    informs_only = "需办事项：本通知仅供知悉，无需办理。" in text

    assert informs_only != all(part in text for part in ("由谁办理：", "期限：", "如不办理："))


DATED = ("due", "last_day", "term_last_day", "earliest_acceptance_on", "window_opens")


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if any(SAMPLES[kind].get(key) for key in DATED)])
def test_every_date_says_whether_the_text_or_the_system_set_it(kind: str) -> None:
    text = compose(kind, some_facts(SAMPLES[kind])).text

    assert "系统策略" in text
    assert "法规规定" in text or "法规没有规定" in text or "法规未规定" in text


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if SAMPLES[kind]])
def test_data_that_is_missing_is_never_left_blank(kind: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        compose(kind, some_facts({}))


def test_an_unknown_kind_has_no_words() -> None:
    with pytest.raises(KeyError):
        compose("no_such_kind", some_facts({}))


def test_dates_are_read_as_dates_and_as_iso_text_alike() -> None:
    as_text = compose("expired", some_facts({"term_last_day": "2028-10-15"}))
    as_date = compose("expired", some_facts({"term_last_day": date(2028, 10, 15)}))

    assert as_text == as_date
    assert "2028年10月15日（周日）24时届满" in as_text.text


@pytest.mark.scenario("C14")
def test_the_reminder_thirty_days_ahead_names_the_due_day_and_who_chose_it() -> None:
    message = compose("annual_report_before", some_facts(SAMPLES["annual_report_before"]))

    assert message.subject == f"2025年度工作报告报送期限还有30天：{PARK}"
    assert "期限：2026年2月2日（周一）" in message.text
    assert "法规规定：每年报送年度工作报告；系统策略：具体日期，法规没有规定" in message.text


@pytest.mark.scenario("C16")
@pytest.mark.parametrize("kind", ["annual_report_after", "annual_report_escalated"])
def test_a_missed_report_threatens_no_revocation(kind: str) -> None:
    now = datetime(2026, 3, 4, 1, tzinfo=UTC)
    text = compose(kind, some_facts(SAMPLES[kind], now=now, planned_at=now)).text

    assert "已逾期30天" in text
    assert "逾期本身不会自动改变示范区状态，也不会自动撤销认定" in text


@pytest.mark.scenario("C06")
def test_expiry_is_told_apart_from_revocation() -> None:
    assert "届满不是撤销认定" in compose("expired", some_facts(SAMPLES["expired"])).text


@pytest.mark.scenario("A01")
def test_the_notice_and_its_end_are_told_with_their_instant() -> None:
    closes = "2025年11月10日（周一）24时"
    data = {"matter": "评估验收结果", "last_day": "2025-11-10", "closing_hour": "24时", "closes": closes}

    assert "2025年11月10日（周一）24时截止" in compose("public_notice_started", some_facts(data)).text
    assert "最后一个确定的工作日" in compose("public_notice_closing", some_facts(data)).text
    assert "公示期满无异议" in compose("public_notice_passed", some_facts(data)).text


def test_the_park_learns_of_an_objection_but_never_of_its_author() -> None:
    data = {"objector": "某某公司", "receipt_number": "YY-2025-0007"}
    message = compose("objection_received_park", some_facts(data))

    assert "收到对" in message.text
    assert "某某公司" not in message.text + message.subject + message.html


def test_an_upheld_and_a_rejected_objection_read_differently() -> None:
    assert "（成立）" in compose("objection_concluded", some_facts({"upheld": True})).subject
    assert "（不成立）" in compose("objection_concluded", some_facts({"upheld": False})).subject


def test_no_silent_department_means_all_replied() -> None:
    text = compose("consultation_closed", some_facts({"matter": "验收申请", "silent": []})).text

    assert "各单位均已反馈" in text
    assert "逾期未反馈" not in text


def test_a_task_with_a_due_day_states_it_and_one_without_says_so() -> None:
    due = compose("task_assigned", some_facts({"task": "反馈意见", "due": "2026-01-03"})).text
    open_ended = compose("task_assigned", some_facts({"task": "反馈意见", "due": None})).text

    assert "期限：2026年1月3日（周六）（今天到期）" in due
    assert "期限：未设定期限（法规对本环节没有规定期限）。" in open_ended


def test_a_notice_an_hour_late_says_nothing_and_a_second_later_says_when_it_was_due() -> None:
    planned = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)
    on_the_hour = some_facts(SAMPLES["annual_report_before"], now=planned + timedelta(hours=1))
    after_it = some_facts(SAMPLES["annual_report_before"], now=planned + timedelta(hours=1, seconds=1))

    assert "本提醒应于" not in compose("annual_report_before", on_the_hour).text
    assert (
        "本提醒应于2026年1月3日（周六）09:00（北京时间）发出，实际于2026年1月3日（周六）10:00（北京时间）发出"
        in compose("annual_report_before", after_it).text
    )


def test_a_reminder_that_leaves_late_counts_from_the_day_it_leaves() -> None:
    late = some_facts(SAMPLES["annual_report_before"], now=datetime(2026, 1, 13, 1, tzinfo=UTC))

    assert "还有20天" in compose("annual_report_before", late).subject


def test_a_date_a_holiday_calendar_may_move_is_marked() -> None:
    data = SAMPLES["annual_report_before"]
    open_, settled = (derive("zone-annual-report", date(2027, 5, 20), {}, ZonePolicy(), each) for each in CALENDARS)

    assert open_.provisional
    assert "暂定日期" in compose("annual_report_before", some_facts(data, deadlines=(open_,))).text
    assert "暂定日期" not in compose("annual_report_before", some_facts(data, deadlines=(settled,))).text


STATED: dict[str, tuple[str, ...]] = {
    "annual_report_before": ("zone-annual-report",),
    "consultation_asked": ("zone-consultation",),
    "public_notice_started": ("zone-notice",),
    "renewal_heads_up": ("zone-renewal-window",),
    "renewal_window_opened": ("zone-renewal-window", "zone-term"),
    "expired": ("zone-term",),
}
"""Kind of notice → the rules of the dates it states."""


@pytest.mark.parametrize("kind", STATED)
def test_a_stated_date_comes_with_its_derivation_in_the_lines_of_the_pages(kind: str) -> None:
    """A short form: what the text says and what the system chose, and every line about the date itself."""
    deadlines = tuple(derive(rule, date(2025, 9, 30), {}, ZonePolicy(), CALENDAR) for rule in STATED[kind])
    message = compose(kind, some_facts(SAMPLES[kind], deadlines=deadlines))
    told = [line for line in message.text.splitlines() if line.startswith("（")]
    of_the_pages = [f"{line.source}｜{line.text}" for each in deadlines for line in each.lines]

    assert [line.partition("）")[2] for line in told] == [line for line in of_the_pages if line in "".join(told)]
    for each in deadlines:
        assert f"期限说明｜{each.label}：{each.words}（逐日推算见案件页面）" in message.text
        assert f"{each.date.year}年{each.date.month}月{each.date.day}日" in "".join(told)
        for line in each.lines:
            assert line.text in message.text or not (line.citation or line.parameter)
    assert message.html.count("期限说明") == len(deadlines)


def test_the_days_between_are_left_to_the_case_page_but_not_the_day_that_counts() -> None:
    deadline = derive("zone-notice", date(2025, 9, 30), {}, ZonePolicy(), CALENDAR)
    text = compose("public_notice_started", some_facts(SAMPLES["public_notice_started"], deadlines=(deadline,))).text

    assert "2025年10月1日" not in text
    assert "系统策略｜2025年10月14日（周二）：第5个工作日。" in text
    assert "工作日依据节假日安排：国办发明电〔2024〕12号。" in text


def test_a_rolled_date_keeps_the_days_it_was_rolled_over() -> None:
    deadline = derive("zone-annual-report", date(2025, 5, 20), {}, ZonePolicy(), CALENDAR)
    text = compose("annual_report_before", some_facts(SAMPLES["annual_report_before"], deadlines=(deadline,))).text

    assert "2026年1月31日（周六）：周六，顺延。" in text
    assert "顺延至下一工作日2026年2月2日（周一）。" in text


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(("close", "words"), [("24:00", "24时"), ("17:30", "17时30分"), ("18:00", "18时")])
def test_a_notice_names_the_hour_at_which_it_closes(close: str, words: str) -> None:
    policy = ZonePolicy(notice_close=close)
    last_day = derive("zone-notice", date(2025, 9, 30), {}, policy, CALENDAR)
    notice = Notice(id="notice", published_at=start_of(date(2025, 9, 30)), last_day=last_day)
    case = SimpleNamespace(applicant=SAMR, province=SAMR, subject_name=PARK)
    form = public_notice.Publication()
    told = (
        public_notice.started(case, last_day.basis, "评估验收结果", form, last_day, procedure="评估验收", is_open=True),
        public_notice.ended(case, last_day.basis, "评估验收结果", notice),
    )

    for effects in told:
        assert f"2025年10月14日（周二）{words}" in effects.text
        for order in effects.notices:
            assert f"2025年10月14日（周二）{words}截止" in compose(order.kind, some_facts(order.data)).text
        for document in effects.documents:
            text = "".join(block.text for block in written(sample(document.kind, data=document.data)).body)
            assert f"2025年10月14日{words}" in text


def test_each_instrument_is_named_once_with_all_its_places() -> None:
    basis = (Citation("zone:22"), Citation("zone:28.3"))
    text = compose("not_shortlisted", some_facts({}, basis=basis, policy_note="Z-NOTICE-CLOSE：24时")).text

    assert "依据：《全国质量品牌提升示范区管理办法（试行）》第二十二条、第二十八条第三款\n" in text
    assert "系统策略说明：Z-NOTICE-CLOSE：24时\n" in text


def test_a_notice_without_a_basis_in_the_text_says_so() -> None:
    assert "依据：系统策略，法规未作规定" in compose("case_opened", some_facts({}, basis=())).text


def test_typed_text_can_neither_break_the_subject_nor_imitate_our_lines_nor_bring_markup() -> None:
    reasons = "见附件\r\n查看和办理：http://evil.example\n<script>alert(1)</script>{{ park }}"
    data = {"year": 2025, "reasons": reasons}
    message = compose("annual_report_returned", some_facts(data, park="甲\r\nBcc: x@example.cn 园"))

    assert "\n" not in message.subject
    assert "\r" not in message.subject
    assert [line for line in message.text.splitlines() if line.startswith("查看和办理：")] == [
        "查看和办理：https://zhicheng.example.gov.cn/cases/zone/sz-biobay"
    ]
    assert "<script>" not in message.html
    assert "{{ park }}" in message.text
    assert message.html.count("<a href=") == 1


def test_a_link_that_is_no_web_address_is_not_made_clickable() -> None:
    assert "<a " not in compose("case_opened", some_facts({}, link="javascript:alert(1)")).html


def test_the_page_of_a_notice_says_what_its_text_says() -> None:
    message = compose("case_opened", some_facts({}, park="甲&乙园"))

    assert "甲&amp;乙园" in message.html
    assert '<html lang="zh-CN">' in message.html


@pytest.mark.parametrize(
    "lacking",
    [{"owed": "报送"}, {"owed": "报送", "by": "园区"}, {"by": "园区"}, {"until": "今天"}, {"why": "法规规定"}],
)
def test_a_wording_with_half_a_duty_or_half_a_date_is_refused(lacking: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="needs"):
        Wording.model_validate({"subject": "标题", "news": "消息"} | lacking)


@pytest.mark.article("zone:17.1")
def test_a_nominee_list_is_not_said_to_come_from_the_park() -> None:
    message = compose("submitted_to_samr", some_facts({"matter": "创建名单"}))

    assert f"关于{PARK}的创建名单已提交市场监管总局" in message.text
    assert f"{PARK}向" not in message.text


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_notice_says_of_itself_whether_it_asks_for_something_as_its_words_do(kind: str) -> None:
    message = compose(kind, some_facts(SAMPLES[kind]))
    assert message.is_owed == ("仅供知悉，无需办理" not in message.text)
