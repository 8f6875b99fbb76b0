"""第四十二条 本条例自   年   月   日起施行。

Here what may become of that day, and of the text. The article says nothing of it. Reading R-H-13: until the day has
come it may be entered anew, and everything is planned again. Reading R-H-10: where it is past when it is entered, the
regulation is in force, and counts from the day it was entered, so that nothing is late backwards. A draft may be
withdrawn, and then nothing of it ever runs. A later text takes the place of the one before on its own day; a repeal
ends what it asks.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import Field

from domain.dates import in_words, local_date, start_of
from domain.deadline import Deadline, Line, certain
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Name, Reasons, Text
from domain.procedure.review import document, notice
from domain.province.art42_adoption import BASIS, NewText, refuse_text, renumbered, text_paper
from domain.province.case import OPS, RegulationCase, RegulationStage
from domain.province.parts import Repeal, TextVersion
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, Form, TaskKind

IN_THE_TEXT = "正式文本写明的施行日期"
RESCHEDULE, WITHDRAW, AMEND, REPEAL = "reschedule", "withdraw", "amend", "repeal"


class NewDay(Form):
    """Another day than the one entered, and what it rests on."""

    effective_on: date = Field(title="施行日期")
    decision: Name = Field(title="依据的文件和文号")
    reasons: Text = Field(title="理由")


class RepealForm(Form):
    document_number: Name = Field(title="废止决定的文号")
    on: date = Field(title="废止之日")
    reasons: Text = Field(title="理由")


def entry(day: date) -> Deadline:
    """The day a text comes into force, as it was entered: at its 00:00 (Asia/Shanghai)."""
    said = f"{BASIS[0].place}：“本条例自   年   月   日起施行”。按录入的正式文本为{in_words(day)}，不因节假日移动。"
    line = Line(text=said, citation=BASIS[0], dates=(day,))
    return certain(
        "province-entry-into-force",
        "条例施行",
        BASIS,
        anchor=day,
        anchor_label=IN_THE_TEXT,
        day=day,
        opens_at=start_of(day),
        lines=(line,),
    )


def begins_at(case: RegulationCase) -> datetime | None:
    """The instant (UTC) at which the text that waits comes into force."""
    waits = case.upcoming
    return start_of(waits.effective_on) if waits and not case.stage.is_final else None


def ends_at(case: RegulationCase) -> datetime | None:
    """The instant (UTC) from which the regulation is repealed."""
    return start_of(case.repeal.on) if case.repeal and not case.stage.is_final else None


def told(case: RegulationCase) -> tuple[Audience, ...]:
    """Everybody the regulation asks something of: the governments, their departments, the congresses."""
    others = (Audience(role=Role.GOVERNMENT_DEPARTMENT), Audience(role=Role.PEOPLES_CONGRESS))
    return (*(each.audience for each in case.living), *others)


def in_force(case: RegulationCase, now: datetime) -> Effects:
    """生效通知: a text comes into force; the first one begins what is asked of every government."""
    text = case.in_force[-1]
    again = "修改后的" if case.texts_begun > 1 else ""
    stated: dict[str, Any] = {
        "document_number": text.document_number,
        "effective_on": text.effective_on.isoformat(),
        "again": again,
        "count": len(case.living),
        "promulgated_by": text.issuer,
    }
    late = start_of(text.effective_on + timedelta(days=1)) <= now
    why = "，施行日期早于录入日期，此前的事项不记为逾期" if late else ""
    paper = DocumentOrder(
        kind="province_entry_into_force",
        issuers=(text.recorded_by.organisation,),
        recipients=tuple(each.audience for each in case.living),
        data=stated,
        basis=BASIS,
    )
    return Effects(
        text=f"{again}{case.title}（{text.document_number}）自{in_words(text.effective_on)}起施行{why}。",
        notices=(notice("province_in_force", BASIS, *told(case), **stated),),
        documents=(paper,),
    )


def begin(case: RegulationCase, now: datetime) -> None:
    """The text that waited is in force. Nothing counts from before today."""
    case.texts_begun += 1
    case.title = case.in_force[-1].title
    case.stage = RegulationStage.IN_FORCE if case.texts_begun == 1 else RegulationStage.AMENDED
    since = max(case.in_force[-1].effective_on, local_date(now))
    for each in case.living:
        each.since = each.since or since


def repealed(case: RegulationCase) -> Effects:
    assert case.repeal is not None
    stated: dict[str, Any] = {"document_number": case.repeal.document_number, "on": case.repeal.on.isoformat()}
    return Effects(
        text=f"{case.title}自{in_words(case.repeal.on)}起废止（{case.repeal.document_number}），各级政府的职责和活动随之结束。",
        notices=(notice("province_repealed", BASIS, *told(case), **stated),),
    )


def _refuse_day(case: RegulationCase, form: NewDay, now: datetime) -> Refusal | None:
    text = case.upcoming
    if text and form.effective_on < text.adopted_on:
        return _rule("施行日期不能早于通过日期。", "请核对正式文本。")
    return None


def _refuse_repeal(case: RegulationCase, form: RepealForm, now: datetime) -> Refusal | None:
    first = case.in_force[0].effective_on
    if form.on <= first:
        return _rule(f"废止之日不能早于施行日期{in_words(first)}。", "请核对废止决定。")
    return None


def _refuse_amendment(case: RegulationCase, form: NewText, now: datetime) -> Refusal | None:
    last = case.in_force[-1]
    if form.effective_on <= last.effective_on:
        return _rule(f"修改后的文本应当在现行文本施行（{in_words(last.effective_on)}）之后施行。", "请核对施行日期。")
    return refuse_text(case, form, now)


def _rule(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


def _rescheduled(case: RegulationCase, answer: Answer) -> Effects:
    form: NewDay = answer.form
    assert case.upcoming is not None
    before = case.upcoming.effective_on
    stated: dict[str, Any] = {
        "before": before.isoformat(),
        "after": form.effective_on.isoformat(),
        "decision": form.decision,
    }
    return Effects(
        text=f"施行日期由{in_words(before)}改为{in_words(form.effective_on)}（{form.decision}），各项计划按新日期重新安排。",
        notices=(notice("province_rescheduled", BASIS, *(each.audience for each in case.living), **stated),),
    )


def rescheduled(case: RegulationCase, answer: Answer) -> None:
    assert case.upcoming is not None
    moved: TextVersion = case.upcoming.model_copy(update={"effective_on": answer.form.effective_on})
    case.versions[-1] = moved


def _withdrawn(case: RegulationCase, answer: Answer) -> Effects:
    return Effects(text=f"{case.title}草案已撤回，全部条款始终没有施行：{answer.form.reasons}")


def _amended(case: RegulationCase, answer: Answer) -> Effects:
    form: NewText = answer.form
    stated: dict[str, Any] = {"document_number": form.document_number, "effective_on": form.effective_on.isoformat()}
    changes = renumbered(case, form.renumbered)
    return Effects(
        text=f"录入修改后的文本《{form.title}》（{form.document_number}），{in_words(form.effective_on)}起施行，{changes}；"
        "在此以前仍按现行文本。",
        notices=(notice("province_promulgated", BASIS, *(each.audience for each in case.living), **stated),),
        documents=(text_paper(case, answer),),
    )


def _to_be_repealed(case: RegulationCase, answer: Answer) -> Effects:
    form: RepealForm = answer.form
    paper = document(
        "province_repeal",
        BASIS,
        answer,
        *(each.audience for each in case.living),
        document_number=form.document_number,
        on=form.on.isoformat(),
        reasons=form.reasons,
    )
    return Effects(text=f"录入废止决定（{form.document_number}），{in_words(form.on)}起废止。", documents=(paper,))


def to_be_repealed(case: RegulationCase, answer: Answer) -> None:
    form: RepealForm = answer.form
    case.repeal = Repeal(document_number=form.document_number, on=form.on, by=answer.act.actor)


def _matter(key: str, label: str, action: Action, is_open: Callable[[RegulationCase], bool]) -> Matter:
    kind = TaskKind(key, label, Role.OPS, BASIS, (action,), optional=True, standing=True)
    return Matter(kind, audiences=lambda case: (OPS,), is_open=is_open)


RESCHEDULING = _matter(
    "province_effective_date",
    "更改尚未到来的施行日期",
    Action(RESCHEDULE, "改期", _rescheduled, form=NewDay, check=_refuse_day),
    lambda case: case.upcoming is not None and not case.stage.is_final,
)
WITHDRAWAL = _matter(
    "province_draft_withdrawal",
    "录入草案撤回",
    Action(WITHDRAW, "录入草案撤回", _withdrawn, form=Reasons, irreversible=True),
    lambda case: case.stage is RegulationStage.DRAFT,
)
AMENDMENT = _matter(
    "province_amendment",
    "录入修改后的文本",
    Action(AMEND, "录入修改后的文本", _amended, form=NewText, check=_refuse_amendment, irreversible=True),
    lambda case: case.stage.is_in_force and case.upcoming is None and case.repeal is None,
)
REPEALING = _matter(
    "province_repeal",
    "录入废止决定",
    Action(REPEAL, "录入废止决定", _to_be_repealed, form=RepealForm, check=_refuse_repeal, irreversible=True),
    lambda case: case.stage.is_in_force and case.repeal is None,
)
