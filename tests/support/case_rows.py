"""Cases in the register as rows alone, with no tasks and no duties: for pages that show very many."""

from db.models import Case
from domain.district.ledger_case import LedgerCase
from domain.province.case import GovernmentCase
from tests.support.web import NOW


def bare_row(case: LedgerCase | GovernmentCase, workflow_id: str) -> Case:
    return Case(
        id=case.id,
        workflow_id=workflow_id,
        programme=case.programme,
        subject_id=case.subject_id,
        subject_name=case.subject_name,
        region=case.region,
        stage=case.stage,
        stage_label=case.label,
        state=case.model_dump(mode="json"),
        schema_version=1,
        policy_version="1",
        step=1,
        opened_at=NOW,
        updated_at=NOW,
    )
