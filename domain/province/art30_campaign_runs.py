"""第三十条 县级以上人民政府应当组织开展全国质量月、中国品牌日、世界计量日、世界标准日、世界认可日、国际消费者权益保护
日、世界知识产权日等活动，加强质量公益宣传，增强全民质量、诚信、责任意识。

Here the campaigns of one government, year by year. Reading R-H-15: each is planned as its year begins, is prepared
from the first reminder on, is held on its day and never on another, and asks for a summary when it is over; that the
paper is late is marked, and nothing else follows. Several may be under way at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from domain.dates import end_of, in_words, local_date, start_of
from domain.deadline import Deadline
from domain.ladder import Rung, rungs_around
from domain.orders import Effects, NoticeOrder
from domain.procedure.review import notice
from domain.province.art30_campaigns import BASIS, campaign, days, summary
from domain.province.case import GovernmentCase
from domain.province.parts import CampaignRun, CampaignStage
from domain.province.policy import OF_THE_TEXT, ProvincePolicy

CLAUSE = "H30-1-1"


@dataclass(frozen=True, slots=True)
class Turn:
    """A campaign goes on from one stage to the next by itself. ``why``: the kind of the event in the record."""

    at: datetime
    run: CampaignRun
    why: str


def planned(case: GovernmentCase, number: int, k: int) -> CampaignRun:
    given: dict[str, int | str] = {"campaign": number, "k": k}
    held, over = (
        rule(case.since, number, k, case.policy).compact().model_copy(update={"parameters": given})
        for rule in (campaign, summary)
    )
    assert held.closes_at is not None
    last = local_date(held.closes_at) - timedelta(days=1)
    return CampaignRun(
        number=number, k=k, name=case.policy.campaigns[number - 1].name, held=held, last=last, summary=over
    )


def prepares_at(first: date, policy: ProvincePolicy) -> datetime:
    """00:00 of the day of the first reminder before ``first`` (系统策略)."""
    return start_of(first - timedelta(days=max(policy.campaign_ladder_before, default=0)))


@dataclass(frozen=True, slots=True)
class _Coming:
    """The next time of a campaign, not yet planned, and when it is to be."""

    number: int
    k: int
    at: datetime


def _coming(case: GovernmentCase) -> list[_Coming]:
    """Of every campaign the next time; nothing where the text asks this government for none."""
    if not any(each.id == CLAUSE for each in case.clauses):
        return []
    return [_next(case, number) for number in range(1, len(case.policy.campaigns) + 1)]


def _next(case: GovernmentCase, number: int) -> _Coming:
    """The first one is planned at once; a later one as its year begins, or where it is prepared before that, then."""
    own = [each for each in case.campaigns if each.number == number]
    if not own:
        return _Coming(number, 1, start_of(case.since))
    latest = max(own, key=lambda each: each.k)
    for k in count(latest.k + 1):
        first, _ = days(case.policy.campaigns[number - 1], case.since, k, case.policy)
        if first > latest.held.date:
            return _Coming(number, k, min(start_of(date(first.year, 1, 1)), prepares_at(first, case.policy)))
    raise AssertionError("every campaign comes again")


def plan(case: GovernmentCase, now: datetime) -> list[CampaignRun]:
    """Plan what is to be planned by ``now``; answers what is new. What is closed and came again is kept no longer."""
    new: list[CampaignRun] = []
    while found := [planned(case, each.number, each.k) for each in _coming(case) if each.at <= now]:
        case.campaigns = sorted([*case.campaigns, *found], key=lambda each: (each.held.date, each.number))
        new += found
    case.campaigns = [each for each in case.campaigns if not _is_over(case, each)]
    return new


def forget_planned(case: GovernmentCase) -> None:
    """Under a newer policy what has not begun is planned anew; what is being prepared or held goes on as it is."""
    case.campaigns = [each for each in case.campaigns if each.stage is not CampaignStage.PLANNED]


def planned_anew(case: GovernmentCase, policy: ProvincePolicy, now: datetime) -> list[tuple[str, Deadline, Deadline]]:
    """What ``policy`` does at ``now`` (UTC) to the days of campaigns not yet begun: where, the day before and after."""
    before = {each.key: each for each in case.campaigns if each.stage is CampaignStage.PLANNED}
    of_the_text = case.policy.model_dump(include=set(OF_THE_TEXT))
    other = case.model_copy(update={"policy": policy.model_copy(update=of_the_text)})
    forget_planned(other)
    after = {each.key: each for each in plan(other, now)}
    return [
        (f"campaigns.{key}.{name}", getattr(run, name), getattr(after[key], name))
        for key, run in before.items()
        for name in ("held", "summary")
        if key in after
    ]


def _is_over(case: GovernmentCase, run: CampaignRun) -> bool:
    """Closed, and a later one is planned: it stands in the record."""
    later = any(each.number == run.number and each.k > run.k for each in case.campaigns)
    return run.stage is CampaignStage.CLOSED and later


def _turn(case: GovernmentCase, run: CampaignRun) -> Turn | None:
    match run.stage:
        case CampaignStage.PLANNED:
            return Turn(prepares_at(run.held.date, case.policy), run, "province_campaign.preparing")
        case CampaignStage.PREPARING:
            return Turn(start_of(run.held.date), run, "province_campaign.running")
        case CampaignStage.RUNNING:
            return Turn(end_of(run.last), run, "province_campaign.over")
        case CampaignStage.SUMMARY_DUE if not run.overdue:
            return Turn(end_of(run.summary.date), run, "province_campaign.overdue")
    return None


def turns(case: GovernmentCase) -> Iterator[Turn]:
    """What each campaign comes to next, by itself."""
    return (turn for run in case.campaigns if (turn := _turn(case, run)))


def next_moment(case: GovernmentCase) -> datetime | None:
    """The first instant (UTC) at which a campaign goes on, or one is to be planned."""
    moments = [turn.at for turn in turns(case)]
    moments += [each.at for each in _coming(case)]
    return min(moments, default=None)


_AFTER = {
    CampaignStage.PLANNED: CampaignStage.PREPARING,
    CampaignStage.PREPARING: CampaignStage.RUNNING,
    CampaignStage.RUNNING: CampaignStage.SUMMARY_DUE,
}


def turned(case: GovernmentCase, turn: Turn) -> Effects:
    """Let the campaign go on; answers what the record is to say."""
    run = turn.run
    if run.stage is CampaignStage.SUMMARY_DUE:
        run.overdue = True
        text = f"{run.title}总结未在{in_words(run.summary.date)}前提交（系统策略）。逾期本身不产生后果。"
        return Effects(text=text, notices=(_notice("province_campaign_overdue", case, run),))
    run.stage = _AFTER[run.stage]
    if run.stage is CampaignStage.PREPARING:
        return Effects(text=f"{run.title}进入筹备，请编制活动方案（活动{_span(run)}）。")
    if run.stage is CampaignStage.RUNNING:
        without = "" if run.has_plan else "；尚未提交活动方案"
        return Effects(text=f"{run.title}开始（{_span(run)}），不因节假日移动{without}。")
    without = "" if run.has_plan else "；没有提交活动方案"
    text = f"{run.title}结束，请在{in_words(run.summary.date)}前提交总结（系统策略）{without}。"
    return Effects(text=text, notices=(_notice("province_campaign_over", case, run),))


def _span(run: CampaignRun) -> str:
    first = in_words(run.held.date)
    return first if run.last == run.held.date else f"{first}至{in_words(run.last)}"


def _notice(kind: str, case: GovernmentCase, run: CampaignRun) -> NoticeOrder:
    stated: dict[str, Any] = {"who": case.name, "title": run.title, "day": run.summary.date.isoformat()}
    return notice(kind, BASIS, case.audience, deadlines=(run.summary,), **stated)


def rungs(run: CampaignRun, policy: ProvincePolicy) -> tuple[Rung, ...]:
    """The reminders before it, as long as there is no plan of it."""
    found = rungs_around(run.held.date, before=policy.campaign_ladder_before, after=(), at=policy.reminder_time)
    return tuple(each.model_copy(update={"wording": "province_campaign_before"}) for each in found)
