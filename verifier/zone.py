"""The date rules of 《全国质量品牌提升示范区管理办法（试行）》."""

from collections.abc import Mapping
from datetime import date, timedelta

from verifier.civil import closing, corresponding_day, day_after, day_of, opening
from verifier.days import DayTable, Reading
from verifier.expected import Expected, counted, due, free_after, period, single
from verifier.rule import Given, Rule

DEFAULTS: Given = {
    "notice_min_working_days": 5,
    "notice_count_publication_day": False,
    "notice_close": "24:00",
    "objection_supplement_working_days": 5,
    "consultation_working_days": 10,
    "creation_minimum_months": 12,
    "look_back_years": 3,
    "look_back_mode": "rolling",
    "term_years": 3,
    "term_anchor": "original",
    "renewal_window_months": 6,
    "renewal_reading": "window",
    "renewal_tolerance_days": 30,
    "annual_report_mode": "calendar_year",
    "annual_report_due_month": 1,
    "annual_report_due_day": 31,
    "annual_report_due_days": 30,
    "reapplication_bar_years": 3,
    "period_mode": "corresponding",
    "creation_start": "approval",
    "term_start": "publication",
    "bar_from": "decision",
    "material_event_hours": 24,
}
"""``creation_start``, ``term_start`` and ``bar_from`` say what the anchor is; the count from it is the same."""


def _look_back(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第七条 近三年来: from the corresponding day to the day of the check; or from the New Year of that year."""
    first = corresponding_day(anchor, -12 * policy["look_back_years"])
    return single({"rolling": first, "calendar_years": date(first.year, 1, 1)}[policy["look_back_mode"]])


def _consultation(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第十七、二十一、二十八条 征求意见: the text has no limit, Z-CONSULT-WD has."""
    return _within(anchor, policy["consultation_working_days"], table)


def _creation_minimum(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第十八条 原则上不少于一年: the application is free from the next day."""
    return free_after(period(anchor, policy["creation_minimum_months"], policy["period_mode"]))


def _notice(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十二、二十八条 公示期不少于五个工作日."""
    length = given.get("working_days", policy["notice_min_working_days"])
    from_anchor, close = policy["notice_count_publication_day"], policy["notice_close"]
    return counted(anchor, length, Reading.LATEST, table, from_anchor=from_anchor, close=close)


def _objection_supplement(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十二条 举证材料: Z-OBJ-SUPPLEMENT-WD after the last day of the notice."""
    return _within(anchor, policy["objection_supplement_working_days"], table)


def _term(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十四条 示范期为三年: later terms from the first publication, or each from the end of the one before."""
    number, months, mode = given.get("term_number", 1), 12 * policy["term_years"], policy["period_mode"]
    chained = {"original": False, "previous_last_day": True}[policy["term_anchor"]]
    if not chained:
        return period(anchor, months * number, mode)
    found = period(anchor, months, mode)
    for _ in range(1, number):
        # An inclusive period begins with its first day, any other the day before it.
        found = period(day_after(found.date) if mode == "inclusive" else found.date, months, mode)
    return found


def _annual_report(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十七条 每年…报送: by 31 January of the next year, or by the end of the year itself and from its first day on;
    or so many days after each anniversary (Z-ANNUAL-*)."""
    year = given.get("year", anchor.year)
    anniversary = corresponding_day(anchor, 12 * (year + 1 - anchor.year))
    following = date(year + 1, policy["annual_report_due_month"], policy["annual_report_due_day"])
    over, day = {
        "calendar_year": (date(year, 12, 31), following),
        "within_year": (date(year - 1, 12, 31), date(year, 12, 31)),
        "anniversary_year": (anniversary, anniversary + timedelta(days=policy["annual_report_due_days"])),
    }[policy["annual_report_mode"]]
    return due(day, "next_workday", over, table)


def _material_event(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十七条 及时上报: Z-MATERIAL-EVENT-HOURS by the clock from the instant it happened, on any day."""
    happened = opening(anchor) + timedelta(hours=given.get("hour", 0), minutes=given.get("minute", 0))
    alert = happened + timedelta(hours=policy["material_event_hours"])
    return single(day_of(alert), closes_at=alert)


def _reapplication_bar(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十七条 三年内不得再次提出创建申请: from the decision, free from the next day."""
    return free_after(period(anchor, 12 * policy["reapplication_bar_years"], policy["period_mode"]))


def _renewal_window(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第二十八条 到期前六个月: the last six months of the term; no later than that; or around the day."""
    first_day, last_day = _first_day_of_term(anchor, given, policy, table), _term(anchor, given, policy, table).date
    turn = corresponding_day(last_day, -policy["renewal_window_months"])
    around = timedelta(days=policy["renewal_tolerance_days"])
    opens = max(turn - around, first_day)
    return {
        "window": single(turn, opening(turn), closing(last_day)),
        "deadline": single(turn, opening(first_day), closing(turn)),
        "point": single(opens, opening(opens), closing(min(turn + around, last_day))),
    }[policy["renewal_reading"]]


def _first_day_of_term(anchor: date, given: Given, policy: Given, table: DayTable) -> date:
    before = given.get("term_number", 1) - 1
    return day_after(_term(anchor, {"term_number": before}, policy, table).date) if before else anchor


def _within(anchor: date, working_days: int, table: DayTable) -> Expected:
    return counted(anchor, working_days, Reading.EARLIEST, table, from_anchor=False, close="24:00")


RULES: Mapping[str, Rule] = {
    "zone-look-back": Rule(_look_back),
    "zone-consultation": Rule(_consultation),
    "zone-acceptance-consultation": Rule(_consultation),
    "zone-renewal-consultation": Rule(_consultation),
    "zone-creation-minimum": Rule(_creation_minimum),
    "zone-notice": Rule(_notice, stated=True),
    "zone-objection-supplement": Rule(_objection_supplement),
    "zone-term": Rule(_term),
    "zone-annual-report": Rule(_annual_report),
    "zone-material-event": Rule(_material_event),
    "zone-reapplication-bar": Rule(_reapplication_bar),
    "zone-renewal-window": Rule(_renewal_window),
    "zone-renewal-notice": Rule(_notice, stated=True),
}
