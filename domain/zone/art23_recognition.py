"""第二十三条 市场监管总局会同相关部门对符合要求且通过公示的园区予以认定，并向社会公布。

Reading R-23-1: all five bodies sign. Two acts follow each other: the joint recognition, and its
publication to society, from which the term runs (reading R-24-1).
"""

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure import joint_act
from domain.procedure.review import document, notice
from domain.roles import Role
from domain.task import Action, Answer, TaskKind
from domain.zone import term as terms
from domain.zone.art05_joint_departments import SIGNATORIES
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:23"),)
MATTER = "示范区认定"
PUBLISH = "publish"

SIGNATURE = joint_act.signature(
    "recognition_signature", "会签认定文件", BASIS, role=Role.JOINT_DEPARTMENT, matter=MATTER, signatories=SIGNATORIES
)
SAMR_SIGNATURE = joint_act.signature(
    "recognition_decision", "作出认定决定", BASIS, role=Role.SAMR, matter=MATTER, signatories=SIGNATORIES
)


def _announced(case: ZoneCase, answer: Answer) -> Effects:
    term = terms.first_term(local_date(answer.at), case.policy)
    dates = {"term_starts": term.starts_on.isoformat(), "term_last_day": term.last_day.date.isoformat()}
    return Effects(
        text=f"市场监管总局向社会公布认定{case.park.name}为全国质量品牌提升示范区，示范期至{term.last_day.words}。",
        notices=(
            notice(
                "announced",
                BASIS,
                case.applicant,
                case.province,
                case.leading_group,
                deadlines=(term.last_day, term.window),
                **dates,
            ),
        ),
        documents=(
            joint_act.decision_document("recognition", BASIS, case, SIGNATORIES, (term.last_day, term.window), **dates),
            document("announcement", BASIS, answer, deadlines=(term.last_day, term.window), matter=MATTER, **dates),
        ),
    )


ANNOUNCEMENT = TaskKind(
    "announcement",
    "向社会公布认定结果",
    Role.SAMR,
    BASIS,
    (Action(PUBLISH, "向社会公布", _announced, irreversible=True),),
)
