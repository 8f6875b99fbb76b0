"""Who may send what, written down from the text (and 系统策略 for those apart) and not from the rules under test."""

from collections.abc import Iterable

from domain.roles import Role
from domain.task import Task
from tests.support.world import PEOPLE

CITIZEN = "a-citizen"
EVERYBODY = (*PEOPLE, CITIZEN)
JOINT = ("correction", "recognition", "revocation", "renewal")
KINDS: dict[Role, set[str]] = {
    Role.CREATING_BODY: {
        "creation_application",
        "acceptance_application",
        "acceptance_submission",
        "annual_report",
        "revocation_statement",
        "renewal_application",
        "renewal_submission",
        "renewal_withdrawal",
        "identity_change",
        "withdrawal",
        "renunciation",
        "early_acceptance_request",
        "creation_delivery",
        "material_event",
    },
    Role.PROVINCIAL_REGULATOR: {
        "provincial_appraisal",
        "nominee_report",
        "acceptance_examination",
        "annual_report_forwarding",
        "renewal_examination",
        "negative_fact_province",
        "paper_application",
        "paper_renewal",
    },
    Role.PROVINCIAL_LEADING_GROUP: {"nomination_consent", "acceptance_consent", "renewal_consent"},
    Role.JOINT_DEPARTMENT: {
        "creation_opinion",
        "acceptance_opinion",
        "renewal_opinion",
        *(f"{each}_signature" for each in JOINT),
        *(f"{each}_retraction" for each in JOINT),
    },
    Role.EXPERT: {"evaluation_report", "panel_recusal"},
    Role.PUBLIC: {"objection", "renewal_objection", "late_objection", "renewal_late_objection"},
}
"""Everything else is 总局's."""
ROLE_OF = {kind: role for role, kinds in KINDS.items() for kind in kinds}
REVIEWERS = {"public_notice", "panel_formation", "recognition_decision"}
APART: dict[str, set[str]] = {
    "creation_decision": {"creation_consultation"},
    "objection_reexamination": REVIEWERS,
    "late_finding": {"recognition_decision"},
    "renewal_late_finding": {"renewal_decision"},
    "renewal_reexamination": {"renewal_notice", "comprehensive_evaluation"},
    "recognition_decision": {"public_notice", "recognition_draft"},
    "renewal_decision": {"comprehensive_evaluation", "renewal_draft"},
    "revocation_decision": {"revocation_opening", "material_event_triage.open_revocation", "revocation_draft"},
    "correction_decision": {"correction_opening", "correction_draft"},
}
"""Kind → kinds (or acts) whose actors may not act on it."""
PLACE = {
    Role.CREATING_BODY: ("park-js-1",),
    Role.PROVINCIAL_REGULATOR: ("prov-js",),
    Role.PROVINCIAL_LEADING_GROUP: ("lsg-js",),
    Role.SAMR: ("samr", "samr-2", "samr-3"),
    Role.JOINT_DEPARTMENT: ("mara", "mofcom", "mct", "cnipa"),
    Role.EXPERT: ("expert-1", "expert-2", "expert-3", "expert-4"),
    Role.PUBLIC: (CITIZEN,),
}
"""Those of each role whose powers reach the park of the storm."""


def may_act(account: str, task: Task, acted: Iterable[tuple[str, str]]) -> bool:
    """``acted``: (kind.action, account) of everything recorded in this case so far."""
    role = ROLE_OF.get(task.kind, Role.SAMR)
    if account not in PLACE[role]:
        return False
    if role in {Role.JOINT_DEPARTMENT, Role.EXPERT} and task.audience.organisation != account:
        return False
    before = APART.get(task.kind, set())
    return not any(who == account and (did in before or did.partition(".")[0] in before) for did, who in acted)
