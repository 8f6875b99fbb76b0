"""第三条 示范区创建依托农业、工业、服务业等领域现有的各类产业园区、产业集聚区等（以下统称园区）。园区管理委员会或所在地人民政府为创建主体，自愿申请参与创建活动。

Reading R-3-1: whoever applies of its own will may also withdraw, until the park is recognised; it bars nobody.
"""

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Reasons
from domain.procedure.review import document, notice
from domain.roles import SAMR, Role
from domain.task import Action, Answer, TaskKind
from domain.zone.case import BEFORE_RECOGNITION, ZoneCase

BASIS = (Citation("zone:3#2"),)
WITHDRAW = "withdraw"


def _withdrawn(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"{case.park.name}撤回申请，创建活动终止。撤回不影响以后再次申请。",
        notices=(notice("application_withdrawn", BASIS, case.applicant, case.province, SAMR),),
        documents=(
            document("withdrawal_letter", BASIS, answer, case.province, reasons=answer.form.reasons),
            DocumentOrder(
                kind="withdrawal_confirmation",
                issuers=("samr",),
                recipients=(case.applicant, case.province),
                data={"reasons": answer.form.reasons},
                basis=BASIS,
            ),
        ),
    )


WITHDRAWAL = Matter(
    TaskKind(
        "withdrawal",
        "撤回申请",
        Role.CREATING_BODY,
        BASIS,
        (Action(WITHDRAW, "撤回申请", _withdrawn, form=Reasons, irreversible=True),),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.stage in BEFORE_RECOGNITION,
)
