"""A filled sheet of a unit's ledger as people see it before it is filed."""

from pydantic import BaseModel

from api.case_import_views import ImportFaultView
from api.foreseeing.views import ForeseenView


class LedgerSheetRow(BaseModel):
    """``number`` of the row in the sheet; what stands in its cells, and what is wrong there."""

    number: int
    item: str
    measures: str
    schedule: str
    what: str
    day: str
    office: str
    faults: list[ImportFaultView]


class LedgerSheetCheck(BaseModel):
    """What a sheet would file. With ``faults`` in any row nothing can be filed. ``left``: items not yet filed that are
    not in it. ``foreseen``: what filing it now would cause; null with faults, or where nobody can say."""

    task_id: str
    file_id: str
    file_name: str
    unit: str
    rows: list[LedgerSheetRow]
    faults: int
    left: list[str]
    foreseen: ForeseenView | None


class LedgerSheetTask(BaseModel):
    """The task for which a sheet is handed in: whose ledger, and the items not yet filed."""

    task_id: str
    label: str
    unit: str
    case_id: str
    is_open: bool
    unfiled: list[str]
