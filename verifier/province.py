"""The date rules of 《湖北省质量促进条例（草案）》."""

from collections.abc import Mapping
from datetime import date, timedelta

from verifier.civil import closing, opening
from verifier.days import DayTable
from verifier.district import event_limit
from verifier.expected import Expected, single
from verifier.rule import Given, Rule

DEFAULTS: Given = {
    "campaigns": [
        {"first": "09-01", "last": "09-30"},
        {"first": "05-10", "last": "05-10"},
        {"first": "05-20", "last": "05-20"},
        {"first": "10-14", "last": "10-14"},
        {"first": "06-09", "last": "06-09"},
        {"first": "03-15", "last": "03-15"},
        {"first": "04-26", "last": "04-26"},
    ],
    "campaign_in_progress": False,
    "campaign_summary_days": 15,
}
"""The campaigns in the order of 第三十条."""


def _campaign(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第三十条 活动: every year, first when it begins on or after the entry into force; not moved for a weekend.

    One that is going on when the regulation enters into force is of the regulation from that day."""
    first, last = _held(anchor, given, policy)
    return single(first, opening(max(first, anchor)), closing(last))


def _summary(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """Summary of a campaign (H-CAMPAIGN-LADDER): so many days after its last."""
    _, last = _held(anchor, given, policy)
    day = last + timedelta(days=policy["campaign_summary_days"])
    return single(day, closing(last), closing(day))


def _held(in_force_on: date, given: Given, policy: Given) -> tuple[date, date]:
    """First and last day of the campaign the k-th time."""
    campaign, k = policy["campaigns"][given.get("campaign", 1) - 1], given.get("k", 1)
    years = (str(in_force_on.year + ahead) for ahead in range(k + 1))
    times = [tuple(date.fromisoformat(f"{year}-{campaign[end]}") for end in ("first", "last")) for year in years]
    counts = [time for time in times if time[policy["campaign_in_progress"]] >= in_force_on]
    first, last = counts[k - 1]
    return first, last


def _duty_date(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """A day a government set for itself: it stands as it was set."""
    return single(anchor, None, closing(anchor))


def _entry(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """第四十二条: at 00:00 of the day the official text names."""
    return single(anchor, opening(anchor), None)


RULES: Mapping[str, Rule] = {
    "province-campaign": Rule(_campaign),
    "province-campaign-summary": Rule(_summary),
    "province-duty-date": Rule(_duty_date),
    "province-entry-into-force": Rule(_entry),
    "province-event-limit": Rule(event_limit),
}
