"""What may be done in a park's case at any time while its stage allows it, and nobody waits for (随时可以办理)."""

from domain.matter import Matter
from domain.zone import (
    art03_identity_change,
    art03_renunciation,
    art03_withdrawal,
    art07_facts,
    art16_application,
    art18_exception,
    art22_notice_changes,
    art22_paper_objection,
    art23_correction,
    art27_material_event,
    art27_material_event_triage,
    art27_revocation,
    art28_objections,
    art28_renewal_withdrawal,
)

MATTERS: tuple[Matter, ...] = (
    art03_identity_change.IDENTITY_CHANGE,
    art03_identity_change.IDENTITY_DECISION,
    art03_withdrawal.WITHDRAWAL,
    art03_renunciation.ASKING,
    art03_renunciation.DECISION,
    art07_facts.BY_SAMR,
    art07_facts.BY_PROVINCE,
    art16_application.PAPER,
    art18_exception.REQUEST,
    art18_exception.DECISION,
    art18_exception.RECEIPT,
    art18_exception.DELIVERY,
    art22_notice_changes.NOTICE_CORRECTION,
    art22_paper_objection.PAPER_OBJECTION,
    art22_paper_objection.LATE_OBJECTION,
    art22_paper_objection.LATE_FINDING,
    art23_correction.OPENING,
    art23_correction.CLOSING,
    art27_material_event.EVENT,
    art27_material_event.RECORDING,
    art27_material_event_triage.TRIAGE,
    art27_revocation.OPENING,
    art27_revocation.CLOSING,
    art28_objections.LATE_OBJECTION,
    art28_objections.LATE_FINDING,
    art28_renewal_withdrawal.WITHDRAWAL,
)
"""In the order of the articles."""
