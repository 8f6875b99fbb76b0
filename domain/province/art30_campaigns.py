"""第三十条 县级以上人民政府应当组织开展全国质量月、中国品牌日、世界计量日、世界标准日、世界认可日、国际消费者权益保护
日、世界知识产权日等活动，加强质量公益宣传，增强全民质量、诚信、责任意识。

Reading R-H-16. The article names the campaigns and no day; their days are known from elsewhere (系统策略) and are not
moved for a weekend. Every government holds each of them once a year, first when it begins on or after the entry into
force.
"""

from datetime import date, timedelta

from domain.citation import Citation
from domain.dates import end_of, in_words, local_date, start_of
from domain.deadline import Deadline, Line, certain
from domain.derivation import parameter_lines
from domain.ladder import rungs_around
from domain.ladder_lines import ladder_line
from domain.province.art42_entry_into_force import IN_FORCE, standing, standing_lines
from domain.province.policy import Campaign, ProvincePolicy

BASIS = (Citation("province:30.1"),)


def campaign(in_force_on: date, number: int, k: int, policy: ProvincePolicy) -> Deadline:
    """The ``k``-th time campaign ``number`` (in the order of the article) is held. ``date`` is its first day."""
    held = policy.campaigns[number - 1]
    first, last = days(held, in_force_on, k, policy)
    return certain(
        "province-campaign",
        f"{held.name}活动开始{standing(policy)}",
        BASIS,
        anchor=in_force_on,
        anchor_label=IN_FORCE,
        day=first,
        opens_at=start_of(max(first, in_force_on)),
        closes_at=end_of(last),
        lines=(
            *_lines(held, in_force_on, k, first, last, policy),
            _reminding(first, in_force_on, policy),
        ),
    )


def summary(in_force_on: date, number: int, k: int, policy: ProvincePolicy) -> Deadline:
    """The day by which the summary of the ``k``-th campaign ``number`` is expected; the article asks for none."""
    held = policy.campaigns[number - 1]
    first, last = days(held, in_force_on, k, policy)
    due = last + timedelta(days=policy.campaign_summary_days)
    after = f"{policy.campaign_summary_days}天，自{in_words(last)}起算，至{in_words(due)}，不因节假日顺延"
    return certain(
        "province-campaign-summary",
        f"{held.name}活动总结期限{standing(policy)}",
        BASIS,
        anchor=in_force_on,
        anchor_label=IN_FORCE,
        day=due,
        opens_at=end_of(last),
        closes_at=end_of(due),
        lines=(
            *_lines(held, in_force_on, k, first, last, policy),
            *parameter_lines("campaign_summary_days", after),
        ),
    )


def days(held: Campaign, in_force_on: date, k: int, policy: ProvincePolicy) -> tuple[date, date]:
    """First and last day of the ``k``-th time from the entry into force on."""
    year = in_force_on.year
    first, last = _in(year, held)
    if (last if policy.campaign_in_progress else first) < in_force_on:
        year += 1
    return _in(year + k - 1, held)


def _in(year: int, held: Campaign) -> tuple[date, date]:
    return date.fromisoformat(f"{year}-{held.first}"), date.fromisoformat(f"{year}-{held.last}")


def _reminding(first: date, in_force_on: date, policy: ProvincePolicy) -> Line:
    """No reminder goes out before the regulation is in force."""
    rungs = rungs_around(first, before=policy.campaign_ladder_before, after=(), at=policy.reminder_time)
    sent = tuple(rung for rung in rungs if local_date(rung.planned_at) >= in_force_on)
    return ladder_line(sent, first, "campaign_ladder_before")


def _lines(
    held: Campaign, in_force_on: date, k: int, first: date, last: date, policy: ProvincePolicy
) -> tuple[Line, ...]:
    span = in_words(first) if first == last else f"{in_words(first)}至{in_words(last)}"
    count_from = "含施行时正在进行的一次" if policy.campaign_in_progress else "首次为施行之日或者其后开始的一次"
    return (
        *standing_lines(in_force_on, policy),
        *parameter_lines("campaigns", held.name),
        *parameter_lines("campaign_in_progress", count_from),
        Line(text=f"第{k}次：{span}，不因节假日移动。", in_text=False, dates=tuple(dict.fromkeys((first, last)))),
    )
