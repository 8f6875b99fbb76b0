"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。示范区发生违反本办法第七条规定情形的，或示范推广工作不力、引领效果不明显的，由市场监管总局会同相关部门撤销示范区认定。撤销认定的示范区，三年内不得再次提出创建申请。

Here the third sentence. Reading R-27-2: the three years run from the day of the decision to revoke; the corresponding
day is their last, and an application may be filed from the next day. Neither a refusal nor an expiry bars anybody.
Reading R-27-3: the bar follows the park through a new name, a new creating body, a merger and a split; drafting stays
free, submitting does not.
"""

from datetime import date, datetime

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.deadline import Deadline, Lines
from domain.derivation import parameter_lines
from domain.policy import PARAMETERS, ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.windows import bar_since
from domain.zone.case import ZoneCase
from domain.zone.parts import Revocation
from domain.zone.standing import Bar, Standing

BASIS = (Citation("zone:27#3"),)
FROM = PARAMETERS["bar_from"].values


def bar(revoked_on: date, policy: ZonePolicy) -> Deadline:
    """The last day of the bar; ``opens_at`` is 00:00 of the day on which an application is free again.

    ``revoked_on``: the day of the decision, of its publication or of its delivery, as ``policy.bar_from`` says.
    """
    since = FROM[policy.bar_from]
    found = bar_since(
        "zone-reapplication-bar",
        "不得再次提出创建申请的最后一日",
        BASIS,
        anchor=revoked_on,
        anchor_label=since,
        years=policy.reapplication_bar_years,
        mode=policy.period_mode,
        parameter="reapplication_bar_years",
    )
    counted = found.lines
    return found.model_copy(update={"lines": Lines(lambda: (*counted, *parameter_lines("bar_from", since)))})


def recounted(running: Deadline, day: date, policy: ZonePolicy) -> Deadline:
    """The bar counted from ``day`` with the values it began with: a later policy neither lengthens nor shortens it."""
    kept = {name: value for name, value in running.parameters.items() if name in ZonePolicy.model_fields}
    own = ZonePolicy.model_validate(policy.model_dump() | kept)
    return bar(day, own).model_copy(update={"parameters": running.parameters}).compact()


def bar_of(revocation: Revocation, policy: ZonePolicy) -> Deadline | None:
    """The bar of a decided revocation: as its case counted it, else counted now. None while nothing is decided.

    A decision not yet published, or not yet delivered, bars from its own day until that is known.
    """
    if revocation.bar or revocation.decided_on is None:
        return revocation.bar
    days = {"publication": revocation.published_on, "delivery": revocation.delivered_on}
    return bar(days.get(policy.bar_from) or revocation.decided_on, policy)


def barred_body(case: ZoneCase) -> str:
    """Id of the body that was the creating body when the recognition was revoked (R-27-3)."""
    return (case.revocation and case.revocation.body) or case.park.organisation


def refuse_application(standing: Standing, now: datetime) -> Refusal | None:
    """Why a creation application may not be submitted at ``now`` (UTC): the bar that lasts longest of those running."""
    running = [each for each in standing.bars if each.deadline.opens_at is None or now < each.deadline.opens_at]
    if not running:
        return None
    longest = max(running, key=lambda each: each.deadline.date)
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"{_who(standing, longest)}的示范区认定已撤销，三年内不得再次提出创建申请。{_until(longest.deadline)}",
        basis=BASIS,
        remedy="创建申请可以先行起草，限制期间届满后再提交。",
    )


def _who(standing: Standing, bar: Bar) -> str:
    """The revoked zone, and how this park comes to answer for it."""
    return f"{standing.park}{bar.path}，{bar.park}" if bar.path else bar.park


def _until(deadline: Deadline) -> str:
    if deadline.opens_at is None:  # stands still by a decision of 总局
        return f"限制期间自{deadline.anchor_label}{in_words(deadline.anchor)}起算，现已中止计算。"
    return (
        f"限制期间自{deadline.anchor_label}{in_words(deadline.anchor)}起算，最后一日为{in_words(deadline.date)}，"
        f"自{in_words(local_date(deadline.opens_at))}0时起可以提出。"
    )
