"""What is done with each matter of a park's case, by the key of its kind."""

from workflows.matter_host import Handler
from workflows.matters import (
    creation_period,
    identity_change,
    material_event,
    negative_fact,
    notice_correction,
    panel,
    paper_application,
    paper_objection,
    renewal_withdrawal,
    renunciation,
    revocation,
    withdrawal,
)

HANDLERS: dict[str, Handler] = {
    **withdrawal.HANDLERS,
    **renunciation.HANDLERS,
    **material_event.HANDLERS,
    **revocation.HANDLERS,
    **negative_fact.HANDLERS,
    **paper_application.HANDLERS,
    **creation_period.HANDLERS,
    **identity_change.HANDLERS,
    **panel.HANDLERS,
    **notice_correction.HANDLERS,
    **paper_objection.HANDLERS,
    **renewal_withdrawal.HANDLERS,
}
