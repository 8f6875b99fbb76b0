"""第二十三条 市场监管总局会同相关部门对符合要求且通过公示的园区予以认定，并向社会公布。

Reading R-23-1: all five bodies sign. Two acts follow each other: the joint recognition, and its
publication to society, from which the term runs (reading R-24-1).
"""

from datetime import date, datetime

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure import joint_act
from domain.procedure.joint_act import Revision
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, TaskKind
from domain.zone import art07_check, art24_term
from domain.zone import term as terms
from domain.zone.art05_joint_departments import JOINT_DEPARTMENTS, SIGNATORIES, signatories
from domain.zone.case import Term, ZoneCase

BASIS = (Citation("zone:23"),)
MATTER = "示范区认定"
PUBLISH = "publish"


class RecognitionRevision(Revision):
    """A further draft; ``term_starts_on`` for the reading by which the document says when the term begins (R-24-1)."""

    term_starts_on: date | None = Field(default=None, title="载明的示范期起算日（按认定文件起算的才填写）")


def _refuse_revision(case: ZoneCase, form: RecognitionRevision, now: datetime) -> Refusal | None:
    return art24_term.refuse_stated(form.term_starts_on, case.policy)


JOINT = joint_act.joint_kinds(
    "recognition",
    BASIS,
    matter=MATTER,
    signatories=SIGNATORIES,
    proceeding=lambda case: case.proceeding,
    prepared_by=("public_notice",),
    gate=lambda case, form, now: art07_check.gate(case, now),
    revision=RecognitionRevision,
    refuse_revision=_refuse_revision,
)


def decided(case: ZoneCase) -> Effects:
    """All have signed; it is told from when the term runs."""
    bodies, counted_from = signatories(case.policy), art24_term.anchor_label(case.policy)
    return joint_act.completed(case, BASIS, matter=MATTER, signatories=bodies, counted_from=counted_from)


def first_term(case: ZoneCase, published_on: date) -> Term:
    """The term that begins with this publication."""
    stated = case.proceeding.stated_start
    return terms.first_term(art24_term.anchor(published_on, case.recognised_on, case.policy, stated), case.policy)


def _announced(case: ZoneCase, answer: Answer) -> Effects:
    term = first_term(case, local_date(answer.at))
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
                counted_from=art24_term.anchor_label(case.policy),
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
