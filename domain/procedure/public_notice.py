"""公示: a result is shown to the public for a stated number of working days.

Used by 第二十二条 and 第二十八条第三款. The text settles the floor of five working days; the last day is counted by
``domain.zone.date_rules``, from the publication that is shown to have happened (reading R-22-10). Objections and
their re-examination: ``objections``, ``reexamination``; corrections: ``notice_changes``.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import Field

from domain.citation import Basis
from domain.dates import CHINA, at, end_of, in_words, local_date, start_of
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure.review import notice
from domain.procedure.state import Notice
from domain.procedure.subject import Subject
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Form, TaskKind

PUBLISH = "publish"
MINUTE = timedelta(minutes=1)
_Hour = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")]


class Publication(Form):
    """The publication as it happened: where it can be seen, and when it began. Without a day: now."""

    working_days: int = Field(default=5, title="公示期（工作日）", ge=1, le=60)
    channel: str = Field(default="市场监管总局网站", title="公示渠道", min_length=1, max_length=200)
    url: str = Field(default="", title="公示网页地址（没有网址的，请附公示页面的文件）", max_length=500)
    published_on: date | None = Field(default=None, title="公示发布日期（不填为今天）")
    published_time: _Hour = Field(default="", title="公示发布时刻（如09:30，可不填）", max_length=5)

    def published_at(self, now: datetime) -> datetime:
        """The instant stated (UTC); a day without an hour is taken as late as it may have been."""
        today = local_date(now)
        day = self.published_on or today
        if self.published_time:
            return at(day, time.fromisoformat(self.published_time))
        return start_of(day) if day > today else min(now, end_of(day) - MINUTE)


def publication(key: str, label: str, basis: Basis, *, matter: str, floor: str) -> TaskKind:
    """总局 publishes the notice; ``floor`` names the policy field that holds the minimum of working days."""

    def refusal(case: Any, form: Publication, now: datetime) -> Refusal | None:
        minimum = getattr(case.policy, floor)
        if form.working_days < minimum:
            return Refusal(
                kind=RefusalKind.RULE,
                text=f"公示期不少于{minimum}个工作日，填报为{form.working_days}个工作日。",
                basis=basis,
                remedy=f"请将公示期改为{minimum}个工作日或更长。",
            )
        return _impossible(case, form, now, basis)

    def shown(form: Publication, attachments: tuple[str, ...]) -> Refusal | None:
        if form.url or attachments:
            return None
        return Refusal(
            kind=RefusalKind.RULE,
            text="公示期自公示发布之日起计算，请提供公示网页的地址或者公示页面的文件。",
            basis=basis,
            remedy="请填写网址或者上传文件后再次提交，已填写的内容不会丢失。",
        )

    return TaskKind(
        key,
        label,
        Role.SAMR,
        basis,
        (
            Action(
                PUBLISH,
                "发布公示",
                # What a publication causes depends on the last day, which only the calendar tells: see `started`.
                lambda case, answer: Effects(text=f"市场监管总局决定公示{case.subject_name}的{matter}。"),
                form=Publication,
                check=refusal,
                attached=shown,
                irreversible=True,
            ),
        ),
    )


def _impossible(case: Any, form: Publication, now: datetime, basis: Basis) -> Refusal | None:
    """A publication is neither to come nor older than what it shows. Minutes count: nobody states seconds."""
    stated, since = form.published_at(now), case.current.evaluated_at
    if stated > now:
        text = f"公示发布时间不能晚于填报时间，填报为{_moment(stated)}。"
        return Refusal(kind=RefusalKind.NOT_YET, text=text, basis=basis, remedy="请在公示发布之后填报。")
    if since and stated < since.replace(second=0, microsecond=0):
        text = f"公示发布时间不能早于评估结果提交的时间（{_moment(since)}），填报为{_moment(stated)}。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy="请核对公示发布的日期和时刻。")
    return None


def _moment(instant: datetime) -> str:
    local = instant.astimezone(CHINA)
    return f"{in_words(local.date())}{local:%H:%M}"


def started(
    case: Subject,
    basis: Basis,
    matter: str,
    public_notice: Notice,
    last_day: Deadline,
    *,
    procedure: str,
    is_open: bool,
) -> Effects:
    """The notice is up: everyone learns until when it runs, how that was counted, and what ``procedure`` it follows;
    ``is_open``: the public may object on the platform."""
    closes, hour = f"{last_day.words}{closing_hour(last_day)}", closing_hour(last_day)
    data = {"matter": matter, "last_day": last_day.date.isoformat(), "closing_hour": hour}
    return Effects(
        text=f"公示{case.subject_name}的{matter}，公示期{public_notice.working_days}个工作日，至{closes}止。",
        notices=(
            NoticeOrder(
                kind="public_notice_started",
                audience=(case.applicant, case.province),
                data={**data, "closes": closes},
                deadlines=(last_day,),
                basis=basis,
            ),
        ),
        documents=(
            DocumentOrder(
                kind="public_notice",
                issuers=("samr",),
                data={
                    **data,
                    "procedure": procedure,
                    "is_open": is_open,
                    "entries": [case.subject_name],
                    "starts": last_day.anchor.isoformat(),
                    "working_days": public_notice.working_days,
                    "counted": [day.isoformat() for day in last_day.counted],
                    "provisional": last_day.provisional,
                    "channel": "，".join(each for each in (public_notice.channel, public_notice.url) if each),
                },
                deadlines=(last_day,),
                basis=basis,
            ),
        ),
    )


def ended(case: Subject, basis: Basis, matter: str, public_notice: Notice) -> Effects:
    """The last day has passed and no objection holds the entry any more: it passed, or an objection was upheld."""
    last_day, hour = public_notice.last_day, closing_hour(public_notice.last_day)
    data = {"matter": matter, "last_day": last_day.date.isoformat(), "closing_hour": hour}
    passed = not public_notice.upheld
    told = (notice("public_notice_passed", basis, SAMR, case.applicant, case.province, deadlines=(last_day,), **data),)
    return Effects(
        text=f"{case.subject_name}的{matter}公示期满（{last_day.words}{hour}），{'无' if passed else '有'}成立的异议。",
        notices=told if passed else (),
        documents=(
            DocumentOrder(
                kind="public_notice_result",
                issuers=("samr",),
                data={**data, "passed": passed},
                deadlines=(last_day,),
                basis=basis,
            ),
        ),
    )


def closing_hour(last_day: Deadline) -> str:
    """The hour of the last day at which the notice closes, for people: 24时, or 17时30分 (``notice_close``)."""
    closes_at = last_day.closes_at
    assert closes_at is not None
    if closes_at == end_of(last_day.date):
        return "24时"
    local = closes_at.astimezone(CHINA)
    return f"{local.hour}时{local.minute:02}分" if local.minute else f"{local.hour}时"
