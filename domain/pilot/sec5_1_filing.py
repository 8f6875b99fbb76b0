"""五（一） 备案。长三角相关地级市(区)市场监管局结合区域产业实际，确定开展质量提升示范试点建设的范围、目标等，编制试点
建设工作方案，分别向所在省级市场监管局备案。

Reading R-P-3: 备案 is no approval. A province finds a filing complete or returns it for its form; whether a project
is worth it is asked in the 遴选. The project is filed when every bureau has filed with its own province.

Reading R-P-22: a form without the seal the annex asks for is not complete and cannot be received, only returned. A
province that has not yet looked holds nobody up.

Reading R-P-23: an amended filing is checked as any is, also after the change holds; one that is returned is filed anew,
and the change holds on.
"""

from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.pilot.annex1_filing_form import BASIS as FORM_BASIS
from domain.pilot.annex1_filing_form import Contact, FilingForm, unsealed
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Bureau, Filing, FormalDefect
from domain.pilot.provinces import province_name
from domain.pilot.sec5_2_selection import BASIS as SELECTION
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("pilot:5(1)"), *FORM_BASIS)
FILE = "file"
RECEIVE = "receive"
RETURN = "return"
_NO_APPROVAL = Refusal(
    kind=RefusalKind.RULE,
    text="备案不是审批，不能以建设内容不先进、不典型为由不予备案；是否入选由遴选决定。",
    basis=(Citation("pilot:5(1)"), *SELECTION),
    remedy="材料形式不全的，请退回补正。",
)


class Defects(Form):
    """补正: which formal defects, and a word about them."""

    defects: list[FormalDefect] = Field(title="形式问题", min_length=1, max_length=5)
    note: str = Field(default="", title="说明", max_length=1000)


def unread(case: PilotCase) -> list[Bureau]:
    """Members whose filing is in and which their province has neither received nor returned; of a project that is
    launched only what was filed anew, since what was there before is settled by the selection."""
    filed, amended_only = case.filed, case.stage is PilotStage.UNDER_CONSTRUCTION
    unread = [each for each in case.filing_members if _is_unread(filed.get(each.organisation))]
    return [each for each in unread if filed[each.organisation].amends or not amended_only]


def _is_unread(filing: Filing | None) -> bool:
    """One received without a seal, as once could be, has still to be returned."""
    return filing is not None and not filing.is_wanted_anew and (filing.received_on is None or not filing.sealed)


def refuse_superseded(case: PilotCase, answer: Answer) -> Refusal | None:
    """Whatever a province finds of a filing whose place another has been asked to take comes too late."""
    if answer.act.action == FILE or answer.task.about in case.filed:
        return None
    return Refusal(kind=RefusalKind.TOO_LATE, text="该备案将由变更备案取代，不再核对。", basis=BASIS)


def refuse_receipt(case: PilotCase, organisation: str) -> Refusal | None:
    """附件1 备案市场监管局（盖章）: without it the filing of ``organisation`` is not complete."""
    bureau = next((each for each in unsealed(case) if each.organisation == organisation), None)
    if bureau is None:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"{bureau.name}的备案表未盖章，材料不齐全，不能收悉。",
        basis=BASIS,
        remedy="请退回补正。",
    )


def take(case: PilotCase, answer: Answer) -> None:
    """Keep what a bureau filed, or what its province found."""
    if answer.act.action == FILE:
        organisation = answer.act.actor.organisation
        before = case.filed.get(organisation)
        case.filed[organisation] = Filing(
            **answer.form.model_dump(),
            filed_on=local_date(answer.at),
            version=before.version + 1 if before else 1,
            amends=case.stage is PilotStage.UNDER_CONSTRUCTION,
        )
    elif answer.act.action == RECEIVE:
        case.filed[answer.task.about].received_on = local_date(answer.at)
    else:
        case.filed[answer.task.about].defects = list(answer.form.defects)


def settled_stage(case: PilotCase) -> PilotStage:
    """Where the project stands by its filings."""
    if any(case.filed[each.organisation].is_returned for each in case.members if each.organisation in case.filed):
        return PilotStage.RETURNED_FOR_COMPLETION
    return PilotStage.FILING_PARTIAL if case.unfiled else PilotStage.FILED


def whither(bureau: Bureau) -> str:
    """丙区（向上海市市场监督管理局）."""
    return f"{bureau.name}（向{province_name(bureau.region)}）"


def _amends(case: PilotCase, bureau: Bureau) -> bool:
    """Whether what it files is a 变更备案: after the launch, or because a change overtook its filing."""
    before = case.filed.get(bureau.organisation)
    return case.stage is PilotStage.UNDER_CONSTRUCTION or (before is not None and before.superseded)


def _filed(case: PilotCase, answer: Answer) -> Effects:
    form = answer.form
    bureau = case.bureau(answer.act.actor.organisation)
    assert bureau is not None
    amends = _amends(case, bureau)
    missing = [whither(each) for each in case.unfiled if each != bureau]
    what = "变更备案" if amends else "备案"
    rest = f"尚未{what}：{'、'.join(missing)}。" if missing else f"各单位均已{what}。"
    told: dict[str, Any] = {"bureau": bureau.name, "what": what, "missing": missing}
    return Effects(
        text=f"{bureau.name}就{case.title}向{province_name(bureau.region)}{what}。{rest}",
        notices=(notice("pilot_filed", BASIS, bureau.province, case.applicant, **told),),
        documents=(
            document(
                "pilot_filing",
                BASIS,
                answer,
                bureau.province,
                bureau=bureau.name,
                amends=amends,
                **form.model_dump(),
            ),
            document(
                "pilot_work_plan",
                BASIS,
                answer,
                bureau.province,
                bureau=bureau.name,
                scope=case.change.scope if case.amending and case.change else case.scope,
                goals=form.goals,
                plan=form.work_plan,
            ),
        ),
    )


def _received(case: PilotCase, answer: Answer) -> Effects:
    bureau = _asked_about(case, answer)
    return Effects(
        text=f"{province_name(bureau.region)}收悉{bureau.name}的备案材料，材料齐全。备案不是审批。",
        notices=(notice("pilot_filing_received", BASIS, bureau.audience, bureau=bureau.name),),
    )


def _returned(case: PilotCase, answer: Answer) -> Effects:
    bureau = _asked_about(case, answer)
    defects, note = [each.label for each in answer.form.defects], answer.form.note
    return Effects(
        text=f"{province_name(bureau.region)}退回{bureau.name}的备案材料补正：{'、'.join(defects)}。",
        notices=(
            notice(
                "pilot_filing_returned", BASIS, bureau.audience, case.applicant, bureau=bureau.name, defects=defects
            ),
        ),
        documents=(document("pilot_completion_notice", BASIS, answer, bureau.audience, defects=defects, note=note),),
    )


def _asked_about(case: PilotCase, answer: Answer) -> Bureau:
    found = case.bureau(answer.task.about)
    assert found is not None
    return found


FILING = TaskKind(
    "pilot_filing",
    "向所在省级市场监管局备案",
    Role.CITY_REGULATOR,
    BASIS,
    (Action(FILE, "提交备案表", _filed, form=FilingForm, personal=Contact),),
)
CHECK = TaskKind(
    "pilot_filing_check",
    "核对备案材料",
    Role.PROVINCIAL_REGULATOR,
    BASIS,
    (
        Action(RECEIVE, "材料齐全，收悉", _received, check_subject=refuse_receipt),
        Action(RETURN, "退回补正", _returned, form=Defects),
    ),
    unknown_to_the_text={"refuse": _NO_APPROVAL},
)
