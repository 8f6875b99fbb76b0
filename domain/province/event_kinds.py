"""Every kind of event of the provincial regulation by its key, in the order of the articles."""

from domain.procedure.event_file import EventKind
from domain.province import (
    art32_joint_system,
    art34_award,
    art36_accident,
    art36_risk,
    art37_recall,
    art38_credit,
    art39_complaint,
    art40_assessment,
    art41_supervision,
)

EVENT_KINDS: dict[str, EventKind] = {
    each.KIND.key: each.KIND
    for each in (
        art32_joint_system,
        art34_award,
        art36_accident,
        art36_risk,
        art37_recall,
        art38_credit,
        art39_complaint,
        art40_assessment,
        art41_supervision,
    )
}
