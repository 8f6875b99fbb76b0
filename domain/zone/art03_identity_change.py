"""第三条 园区管理委员会或所在地人民政府为创建主体，自愿申请参与创建活动。

A park that is renamed, or given another creating body, while its case runs (reading R-22-14): what was shown to the
public was another name. 总局 corrects the notice, or recognises under the new name with a note; in a renewal as well.
"""

from datetime import date, datetime, timedelta

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects, EffectsOf
from domain.procedure.forms import Name
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Check, Form, TaskKind
from domain.zone.case import Park, RenewalStage, Stage, ZoneCase
from domain.zone.parts import FormerIdentity, IdentityChange

BASIS = (Citation("zone:3#2"),)
REPORT = "report"
CORRECT = "correct_notice"
RECOGNISE = "recognise_with_note"
ACKNOWLEDGE = "acknowledge"


class IdentityForm(Form):
    """What the approving document says. A body or a name left out stays."""

    name: str = Field(default="", title="新的园区名称（未变更的不填）", max_length=200)
    creating_body: str = Field(default="", title="新的创建主体（未变更的不填）", max_length=200)
    approval_number: Name = Field(title="批复文号")
    effective_on: date = Field(title="变更生效日期")


def is_shown(case: ZoneCase) -> bool:
    """The old name stands, or stood, on a notice, and nothing has been decided on it yet."""
    shown = case.current.notice
    if shown is None or shown.withdrawn_at is not None:
        return False
    if case.renewal:
        return case.renewal.stage in {RenewalStage.PUBLIC_NOTICE, RenewalStage.DECISION}
    return case.stage in {Stage.PUBLIC_NOTICE, Stage.RECOGNITION}


def is_being_signed(case: ZoneCase) -> bool:
    """It is over, and the joint decision under the old name is being signed."""
    at_decision = case.renewal.stage is RenewalStage.DECISION if case.renewal else case.stage is Stage.RECOGNITION
    return at_decision and is_shown(case)


def _decision(case: ZoneCase) -> str:
    return "继续认定" if case.renewal else "认定"


def changed(case: ZoneCase, form: IdentityForm) -> None:
    """The park under its new identity; what it was before is kept."""
    park = case.park
    until = form.effective_on - timedelta(days=1)
    case.former.append(
        FormerIdentity(name=park.name, creating_body=park.creating_body, until=until, basis=form.approval_number)
    )
    case.identity = IdentityChange(former=park.name, former_body=park.creating_body, approval=form.approval_number)
    case.park = renamed(park, form)


def renamed(park: Park, form: IdentityForm) -> Park:
    return park.model_copy(
        update={"name": form.name or park.name, "creating_body": form.creating_body or park.creating_body}
    )


def _check(case: ZoneCase, form: IdentityForm, now: datetime) -> Refusal | None:
    if case.identity:
        text = "上一次变更还在等待市场监管总局处理，请稍后再报。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)
    if renamed(case.park, form) == case.park:
        text = "名称和创建主体都没有变更。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请填写新的名称或者新的创建主体。")
    if form.effective_on > local_date(now):
        text = "变更尚未生效。"
        return Refusal(kind=RefusalKind.NOT_YET, text=text, basis=BASIS, remedy="请在变更生效之后再报。")
    return None


def _with_approval(form: IdentityForm, attachments: tuple[str, ...]) -> Refusal | None:
    if attachments:
        return None
    text = "报告变更应当附批复文件。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请上传批复文件后再次提交。")


def _reported(case: ZoneCase, answer: Answer) -> Effects:
    after = renamed(case.park, answer.form)
    held = is_shown(case)
    data = {
        "former_name": case.park.name,
        "former_body": case.park.creating_body,
        "new_name": after.name,
        "new_body": after.creating_body,
        "approval": answer.form.approval_number,
        "effective_on": answer.form.effective_on.isoformat(),
    }
    hold = f"在市场监管总局作出选择之前，不作出{_decision(case)}。" if held else ""
    return Effects(
        text=f"{case.park.name}（{case.park.creating_body}）变更为{after.name}（{after.creating_body}），"
        f"批复文号{answer.form.approval_number}。{hold}",
        notices=(
            notice(
                "identity_changed",
                BASIS,
                SAMR,
                case.province,
                case.applicant,
                held=held,
                decision=_decision(case),
                **data,
            ),
        ),
        documents=(document("identity_change", BASIS, answer, SAMR, case.province, **data),),
    )


IDENTITY_CHANGE = Matter(
    TaskKind(
        "identity_change",
        "报告园区名称或者创建主体变更",
        Role.CREATING_BODY,
        BASIS,
        (
            Action(
                REPORT,
                "报告变更",
                _reported,
                form=IdentityForm,
                check=_check,
                attached=_with_approval,
                irreversible=True,
            ),
        ),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    # Under the bar too: a new name must not let anybody slip out of it (R-27-3).
    is_open=lambda case: not case.stage.is_final,
)


def _only(shown: bool) -> Check:
    def check(case: ZoneCase, form: object, now: datetime) -> Refusal | None:
        if is_shown(case) is shown:
            return None
        text = "没有公示受到变更影响。"
        if not shown:
            text = f"公示之后、{_decision(case)}之前的变更，请选择更正公示或者按新名称认定。"
        return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=BASIS)

    return check


def _chosen(what: str) -> EffectsOf:
    def effects(case: ZoneCase, answer: Answer) -> Effects:
        assert case.identity is not None
        before = f"{case.identity.former}（{case.identity.former_body}）"
        text = f"就{before}变更为{case.park.name}（{case.park.creating_body}），市场监管总局决定：{what}。"
        return Effects(
            text=text,
            notices=(notice("identity_settled", BASIS, case.applicant, case.province, news=text),),
        )

    return effects


IDENTITY_DECISION = Matter(
    TaskKind(
        "identity_decision",
        "处理园区名称或者创建主体变更",
        Role.SAMR,
        BASIS,
        (
            Action(CORRECT, "更正公示（公示期重新计算）", _chosen("更正公示"), check=_only(True)),
            Action(RECOGNISE, "按新名称认定并注明", _chosen("按新名称认定并注明"), check=_only(True)),
            Action(ACKNOWLEDGE, "知悉", _chosen("知悉"), check=_only(False)),
        ),
        standing=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.identity is not None and not case.stage.is_final,
)
