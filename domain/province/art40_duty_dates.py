"""第四十条 强化质量工作考核，将县级以上人民政府履行质量促进工作职责情况纳入高质量发展评价体系，考核评价结果作为各级领导
班子及有关领导干部综合考核评价的重要内容。

Here the days by which evidence of a duty is expected. The text has none, for any clause. Reading R-H-14: a government
(or operations for it) may set one for itself; only then there is something to be reminded of, and something to be late
with. None is set for what the text encourages, supports or allows.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import end_of, in_words, local_date
from domain.deadline import Deadline, Line, certain
from domain.ladder import Rung, rungs_around
from domain.ladder_lines import ladder_line
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name
from domain.procedure.review import notice
from domain.province.art04_assignment import refuse_clause
from domain.province.case import OPS, GovernmentCase
from domain.province.clause import Clause
from domain.province.clauses import BY_ID
from domain.province.parts import ClauseDuty
from domain.province.policy import ProvincePolicy
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("province:40#1"),)
SET = "set"
OWN_DAY = "自行设定的日期"
_QUOTE = "将县级以上人民政府履行质量促进工作职责情况纳入高质量发展评价体系"


class DueRow(Form):
    clause: Name = Field(title="条款编号（如H04-1-1）")
    due_on: date | None = Field(default=None, title="提交佐证材料的日期（取消期限的不填）")


class DueDates(Form):
    rows: list[DueRow] = Field(title="期限（自行设定，条文没有规定）", min_length=1, max_length=120)


def due(day: date, policy: ProvincePolicy) -> Deadline:
    """The day somebody set for evidence, as it was set."""
    return certain(
        "province-duty-date",
        "提交佐证材料的期限",
        BASIS,
        anchor=day,
        anchor_label=OWN_DAY,
        day=day,
        closes_at=end_of(day),
        lines=(
            Line(text=f"{BASIS[0].place}：“{_QUOTE}”。", citation=BASIS[0]),
            Line(
                text=f"{in_words(day)}，由政府自行设定，条文没有规定期限，不因节假日移动。", in_text=False, dates=(day,)
            ),
            ladder_line(rungs(day, policy), day, "duty_ladder_before"),
        ),
    )


def rungs(day: date, policy: ProvincePolicy) -> tuple[Rung, ...]:
    found = rungs_around(day, before=policy.duty_ladder_before, after=policy.duty_ladder_after, at=policy.reminder_time)
    before, after = {"wording": "province_duty_before"}, {"wording": "province_duty_after"}
    return tuple(each.model_copy(update=after if each.key.startswith("d+") else before) for each in found)


def dated(case: GovernmentCase) -> Iterator[tuple[Clause, ClauseDuty]]:
    """The clauses for which evidence is expected by a day, in the order of the text."""
    return ((BY_ID[key], case.duties[key]) for key in BY_ID if key in case.duties and case.duties[key].due_on)


def passes_at(case: GovernmentCase) -> datetime | None:
    """The first instant (UTC) at which a day set goes by unanswered."""
    found = (end_of(duty.due_on) for _, duty in dated(case) if duty.due_on and not duty.overdue)
    return min(found, default=None)


def told(case: GovernmentCase, clause: Clause) -> tuple[Audience, ...]:
    return tuple(dict.fromkeys((*(each.audience for each in case.bodies(clause)), case.audience)))


def overdue(case: GovernmentCase, clause: Clause) -> Effects:
    duty = case.duty(clause.id)
    assert duty.due_on
    stated: dict[str, Any] = {
        "who": "、".join(each.name for each in case.bodies(clause)),
        "place": case.numbers(clause.id),
        "quote": clause.quote,
        "day": duty.due_on.isoformat(),
    }
    return Effects(
        text=f"{stated['who']}未在自行设定的{in_words(duty.due_on)}前提交{stated['place']}的佐证材料。逾期本身不产生后果。",
        notices=(notice("province_duty_overdue", (clause.place, *BASIS), *told(case, clause), **stated),),
    )


def _refuse(case: GovernmentCase, form: DueDates, now: datetime) -> Refusal | None:
    ids = [row.clause for row in form.rows]
    if len(set(ids)) < len(ids):
        return Refusal(kind=RefusalKind.RULE, text="同一条款只写一行。", basis=BASIS, remedy="请删去重复的一行。")
    for row in form.rows:
        if refusal := refuse_clause(case, row.clause) or _refuse_row(case, BY_ID[row.clause], row.due_on, now):
            return refusal
    return None


def _refuse_row(case: GovernmentCase, clause: Clause, day: date | None, now: datetime) -> Refusal | None:
    if not case.bodies(clause):
        text = f"{case.numbers(clause.id)}“{clause.quote}”没有写明主体，责任主体未明确以前不设期限（系统策略）。"
        remedy = "请技术运维先明确责任主体。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=(clause.place, *BASIS), remedy=remedy)
    if day is not None and day < local_date(now):
        text = f"{in_words(day)}已经过去，不设过去的期限，任何事项不因此逾期。"
        return Refusal(kind=RefusalKind.TOO_LATE, text=text, basis=BASIS, remedy="请填写今天或者今后的日期。")
    return None


def _named(answer: Answer) -> list[DueRow]:
    """Without what is no clause: a page that foretells fills in none."""
    return [row for row in answer.form.rows if row.clause in BY_ID]


def _set(case: GovernmentCase, answer: Answer) -> Effects:
    named = _named(answer)
    rows = [
        {
            "place": case.numbers(row.clause),
            "quote": BY_ID[row.clause].quote,
            "day": in_words(row.due_on) if row.due_on else "取消期限",
        }
        for row in named
    ]
    audience = dict.fromkeys(each for row in named for each in told(case, BY_ID[row.clause]))
    return Effects(
        text=f"{case.name}为{len(rows)}项条款设定或者取消提交佐证材料的期限（自行设定，条文没有规定）。",
        notices=(notice("province_duty_dates", BASIS, *audience, rows=rows, who=case.name),),
    )


def take(case: GovernmentCase, answer: Answer) -> None:
    """A day set anew is not late before it has passed."""
    for row in _named(answer):
        duty = case.duties.setdefault(row.clause, ClauseDuty())
        duty.due_on, duty.due_set_at, duty.overdue = row.due_on, answer.at if row.due_on else None, False


def _matter(key: str, role: Role, audience: Audience | None) -> Matter:
    return Matter(
        TaskKind(
            key,
            "设定提交佐证材料的期限",
            role,
            BASIS,
            (Action(SET, "设定期限", _set, form=DueDates, check=_refuse),),
            optional=True,
            standing=True,
        ),
        audiences=lambda case: (audience or case.audience,),
        is_open=lambda case: not case.stage.is_final,
    )


BY_GOVERNMENT = _matter("province_duty_dates", Role.GOVERNMENT, None)
BY_OPERATIONS = _matter("province_duty_dates_entry", Role.OPS, OPS)
