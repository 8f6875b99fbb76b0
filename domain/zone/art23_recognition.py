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
from domain.zone import art07_check, art24_term
from domain.zone import term as terms
from domain.zone.art05_joint_departments import JOINT_DEPARTMENTS, SIGNATORIES, signatories
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:23"),)
MATTER = "示范区认定"
PUBLISH = "publish"

JOINT = joint_act.joint_kinds(
    "recognition",
    BASIS,
    matter=MATTER,
    signatories=SIGNATORIES,
    proceeding=lambda case: case.proceeding,
    prepared_by=("public_notice",),
    gate=lambda case, form, now: art07_check.gate(case, now),
)


def _announced(case: ZoneCase, answer: Answer) -> Effects:
    anchor = art24_term.anchor(local_date(answer.at), case.recognised_on, case.policy)
    term = terms.first_term(anchor, case.policy)
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
                *JOINT_DEPARTMENTS,
                deadlines=(term.last_day, term.window),
                **dates,
            ),
        ),
        documents=(
            joint_act.decision_document(
                "recognition",
                BASIS,
                case,
                signatories(case.policy),
                (term.last_day, term.window),
                draft=case.proceeding.draft,
                former=[each.name for each in case.former if each.name != case.park.name],
                **dates,
            ),
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
