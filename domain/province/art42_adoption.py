"""第四十二条 本条例自   年   月   日起施行。

The draft leaves the day blank. Reading R-H-1: it is a draft, and nothing of it runs, before operations enter the
official text with its document number and its day; nothing else about it is assumed. Reading R-H-11: where the adopted
text has other numbers than the draft, the new places are entered with it; a clause stays what it is.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Name
from domain.procedure.review import document, notice
from domain.province import places
from domain.province.art04_governments import (
    GovernmentRow,
    RegisteredGovernments,
    as_governments,
    refuse_rows,
    refuse_unregistered,
)
from domain.province.case import OPS, RegulationCase, RegulationStage
from domain.province.clauses import CLAUSES
from domain.province.parts import TITLE, TextVersion
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("province:42"),)
PROMULGATE = "promulgate"
_PLACE = r"\d{1,2}(\.\d{1,2})?"


class Renumbering(Form):
    """One place that has another number in the new text."""

    old: Annotated[str, Field(pattern=rf"^{_PLACE}$")] = Field(title="原条款（如30；30.1即第三十条第一款）")
    new: Annotated[str, Field(pattern=rf"^({_PLACE})?$")] = Field(default="", title="新条款（新文本已删除的，不填）")


class NewText(Form):
    """An adopted text: what it is called, when it counts, and where it has other numbers than the one before."""

    title: Name = Field(default=TITLE, title="名称")
    document_number: Name = Field(title="文号")
    issuer: Name = Field(title="公布机关")
    adopted_on: date = Field(title="通过日期")
    effective_on: date = Field(title="施行日期")
    renumbered: list[Renumbering] = Field(default=[], title="条款映射（序号有变化的条款）", max_length=120)


class Adoption(NewText):
    """The first adopted text, and the governments it is for."""

    governments: list[GovernmentRow] = Field(title="县级以上人民政府", min_length=1, max_length=200)


def moves_of(rows: Sequence[Renumbering]) -> dict[str, str]:
    return {row.old: row.new for row in rows}


def refuse_text(case: RegulationCase, form: NewText, now: datetime) -> Refusal | None:
    """Why a text cannot have been adopted so, or moves clauses from or to places that cannot be."""
    today = local_date(now)
    if form.adopted_on > today:
        return _rule(f"通过日期{in_words(form.adopted_on)}尚未到来。", "文本通过以后再录入。")
    if form.effective_on < form.adopted_on:
        return _rule("施行日期不能早于通过日期。", "请核对正式文本。")
    return _refuse_moves(case, form.renumbered)


def _refuse_moves(case: RegulationCase, rows: Sequence[Renumbering]) -> Refusal | None:
    moves = moves_of(rows)
    olds = [row.old for row in rows]
    if twice := sorted({each for each in olds if olds.count(each) > 1}):
        return _rule(f"条款映射中{_listed(twice)}出现不止一次。", "每个原条款只写一行。")
    if unknown := places.unknown(moves, case.moves):
        return _rule(f"现有文本没有{_listed(unknown)}，不能作为原条款。", "请核对现有文本的条款序号。")
    if doubled := places.doubled(moves, case.moves):
        remedy = "请把因此顺移的其他条款一并写入映射。"
        return _rule(f"按该映射，新文本的{_listed(doubled)}对应不止一个原条款。", remedy)
    return None


def _listed(found: Sequence[str]) -> str:
    return "、".join(map(places.words, found))


def _rule(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


def _refuse(case: RegulationCase, form: Adoption, now: datetime) -> Refusal | None:
    return refuse_text(case, form, now) or refuse_rows(form.governments)


def text_of(answer: Answer) -> TextVersion:
    form: NewText = answer.form
    return TextVersion(
        title=form.title,
        document_number=form.document_number,
        issuer=form.issuer,
        adopted_on=form.adopted_on,
        effective_on=form.effective_on,
        moves=moves_of(form.renumbered),
        recorded_by=answer.act.actor,
    )


def mapping(case: RegulationCase, moves: dict[str, str]) -> list[dict[str, str]]:
    """条款映射: every clause that stands elsewhere now, with its number in the draft, before and after."""
    after = [*case.moves, moves]
    found = []
    for clause in CLAUSES:
        old, new = places.now_at(clause, case.moves), places.now_at(clause, after)
        if old and old != new:
            found.append(
                {
                    "id": clause.id,
                    "draft": places.words(places.in_draft(clause)),
                    "old": places.words(old),
                    "new": places.words(new) if new else "已删除",
                    "quote": clause.quote,
                }
            )
    return found


def renumbered(case: RegulationCase, rows: Sequence[Renumbering]) -> str:
    """The mapping in one sentence, for whoever reads it before it is applied, and for the record."""
    if not rows:
        return "没有条款的序号发生变化"
    told = (f"{places.words(each.old)}{f'改为{places.words(each.new)}' if each.new else '已删除'}" for each in rows)
    count = len(mapping(case, moves_of(rows)))
    return f"{count}项条款的序号发生变化（{'，'.join(told)}）"


def text_paper(case: RegulationCase, answer: Answer) -> DocumentOrder:
    """文本版本和条款映射."""
    form: NewText = answer.form
    stated: dict[str, Any] = {
        "title": form.title,
        "document_number": form.document_number,
        "promulgated_by": form.issuer,
        "adopted_on": form.adopted_on.isoformat(),
        "effective_on": form.effective_on.isoformat(),
        "number": len(case.versions) + 1,
        "mapping": mapping(case, moves_of(form.renumbered)),
    }
    return document("province_text_version", BASIS, answer, **stated)


def _effects(case: RegulationCase, answer: Answer) -> Effects:
    form: Adoption = answer.form
    told: dict[str, Any] = {"document_number": form.document_number, "effective_on": form.effective_on.isoformat()}
    audience = (each.audience for each in as_governments(form.governments))
    return Effects(
        text=f"录入《{form.title}》正式文本（{form.document_number}，{form.issuer}），{in_words(form.effective_on)}起施行；"
        f"{len(form.governments)}个县级以上人民政府，{renumbered(case, form.renumbered)}。",
        notices=(notice("province_promulgated", BASIS, *audience, **told),),
        documents=(text_paper(case, answer),),
    )


def promulgated(case: RegulationCase, answer: Answer) -> None:
    """Take the text and the governments over."""
    form: Adoption = answer.form
    case.versions.append(text_of(answer))
    case.title = form.title
    case.governments = as_governments(form.governments)


REGISTERED = Enquiry(
    "governments",
    RegisteredGovernments,
    lambda case, form, now, facts: refuse_unregistered(form.governments, facts),
)
PROMULGATING = Matter(
    TaskKind(
        "province_adoption",
        "录入正式文本和施行日期",
        Role.OPS,
        BASIS,
        (
            Action(
                PROMULGATE,
                "录入正式文本",
                _effects,
                form=Adoption,
                check=_refuse,
                enquiry=REGISTERED,
                irreversible=True,
            ),
        ),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (OPS,),
    is_open=lambda case: case.stage is RegulationStage.DRAFT,
)
