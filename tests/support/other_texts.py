"""The district plan and the provincial regulation on the web of ``tests.support.web``: a case of each kind, with all
that a case keeps beside its state, and the offices that have a part in none of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from db.models import Case, CaseEvent, DocumentFile, DocumentRow, Notification
from domain.case import next_task
from domain.district.case import PlanCase
from domain.district.ledger_case import LedgerCase
from domain.district.matters import LEDGER_MATTERS
from domain.event_kinds import EVENT_KINDS
from domain.matter import open_matters
from domain.procedure.event_state import Body, EventCase
from domain.province.case import GovernmentCase, RegulationCase, RegulationStage
from domain.province.kinds import TASK_KINDS
from domain.roles import Audience, Role
from tests.support.accounts import Office, add_accounts
from tests.support.duty_tables import TREE, a_text
from tests.support.event_files import WUHAN, an_event
from tests.support.plan_walls import TODAY, add_district_people, add_ledger, add_plan, an_item, unfiled
from tests.support.province_cases import OFFICES, WH, a_government, a_regulation
from tests.support.web import NOW, Web

NEIGHBOUR = "441621"
"""Another district, whose offices bear the names of those of 源城区."""
STRANGERS: dict[str, Office] = {
    "zz-market": ("zz-market", "区市场监管局", Role.DISTRICT_UNIT, NEIGHBOUR),
    "zz-office": ("zz-office", "区质量强区工作领导小组办公室", Role.LEADING_GROUP_OFFICE, NEIGHBOUR),
    "zz-gov": ("zz-gov", "示例县人民政府", Role.DISTRICT_GOVERNMENT, NEIGHBOUR),
    "gov-yc": ("gov-yc", "宜昌市人民政府", Role.GOVERNMENT, "420500"),
    "npc-yc": ("npc-yc", "宜昌市人大常委会", Role.PEOPLES_CONGRESS, "420500"),
    "prov-hb": ("prov-hb", "湖北省市场监督管理局", Role.PROVINCIAL_REGULATOR, "420000"),
    "city-js": ("city-js", "苏州市市场监督管理局", Role.CITY_REGULATOR, "320500"),
}
_MARKET = Body(organisation="dep-wh-market", name="武汉市市场监督管理局", role=Role.GOVERNMENT_DEPARTMENT, region=WUHAN)


@dataclass(frozen=True, slots=True)
class Kept:
    """A case with its first task, and what it keeps: a file that somebody handed in, and a document."""

    case_id: str
    task_id: str
    file_id: str
    document_id: str

    @property
    def examples(self) -> dict[str, str]:
        return {
            "case_id": self.case_id,
            "task_id": self.task_id,
            "file_id": self.file_id,
            "document_id": self.document_id,
        }


async def add_offices(web: Web) -> None:
    """Everybody of both texts, and the strangers."""
    await add_district_people(web.register)
    async with web.register.write() as session:
        await add_accounts(session, OFFICES | STRANGERS, NOW)


async def add_district(web: Web) -> list[Kept]:
    """A running plan, the ledger of 区市场监管局, which is late with one item and has not filed another, and the file
    of an event that 市公安局源城分局 handles alone."""
    plan = await add_plan(web)
    late = an_item("8", TODAY - timedelta(days=8))
    ledger = await add_ledger(web, "yc-market", [late, unfiled("5")])
    for kind, audience in open_matters(LEDGER_MATTERS, ledger):
        ledger.tasks.append(next_task(ledger, kind, audience, NOW))
    event = _asking(an_event("district_interview", units={"市公安局源城分局": "yc-police"}))
    return [await keep(web, ledger, "yc-market"), await keep(web, plan, "yc-office"), await keep(web, event, "ops")]


async def add_province(web: Web) -> list[Kept]:
    """The regulation in force, the case of 武汉市人民政府, in which a department is asked for evidence too, and
    the file of an accident that this department handles."""
    duties = a_government(WH, NOW)
    for key, role, of in (
        ("province_due_evidence", Role.GOVERNMENT, WH),
        ("province_department_due_evidence", Role.GOVERNMENT_DEPARTMENT, _MARKET.organisation),
    ):
        duties.tasks.append(next_task(duties, TASK_KINDS[key], Audience(role=role, organisation=of), NOW))
    text = a_regulation(NOW, stage=RegulationStage.IN_FORCE, versions=[a_text()], texts_begun=1, governments=list(TREE))
    return [await keep(web, duties, WH), await keep(web, text, "ops"), await add_accident(web)]


async def add_accident(web: Web) -> Kept:
    """The file of an accident that a department of 武汉市 handles."""
    return await keep(web, _asking(an_event("province_accident", opened_by=_MARKET, title="示例厂锅炉事故")), "ops")


def _asking(case: EventCase) -> EventCase:
    """With the tasks of the step it stands at."""
    kind = EVENT_KINDS[case.kind]
    for audience in kind.asked(case):
        case.tasks.append(next_task(case, kind.tasks[case.at], audience, NOW))
    return case


async def keep(
    web: Web, case: PlanCase | LedgerCase | EventCase | GovernmentCase | RegulationCase, account: str
) -> Kept:
    """The case in the register, with a line of its record, a file, a document and a notice to an account."""
    case.step = 1
    await web.save(case)
    file = (await web.post("/files", account, files={"file": (f"{case.id}.txt", "说明".encode())})).json()["id"]
    stored = await web.services.store.put(b"%PDF-1.7 document")
    async with web.register.write() as session:
        of = {"case_id": case.id, "workflow_id": (await session.get_one(Case, case.id)).workflow_id, "step": 1}
        line: dict[str, Any] = {**of, "position": 0, "at": NOW, "kind": "x", "text": "已经办理。"}
        session.add(CaseEvent(**line, attachments=[file]))
        session.add(_document(case.id, of))
        session.add(_notice(case.id, of, account))
        await session.flush()
        paper = {"document_id": f"{case.id}-paper", "media_type": "application/pdf", "sm3": "1" * 64, "size": 17}
        session.add(DocumentFile(**paper, sha256=stored))
    return Kept(case.id, case.tasks[0].id if case.tasks else "none", file, f"{case.id}-paper")


def _document(case_id: str, of: dict[str, Any]) -> DocumentRow:
    return DocumentRow(
        **of,
        id=f"{case_id}-paper",
        position=0,
        kind="district_ledger",
        title=f"{case_id}的文书",
        issuers=["yc-market"],
        facts={},
        on=NOW.date(),
        created_at=NOW,
        state="stored",
    )


def _notice(case_id: str, of: dict[str, Any], account: str) -> Notification:
    return Notification(
        **of,
        id=f"{case_id}-mail",
        event_key=f"{case_id}-1",
        kind="case_opened",
        channel="mail",
        account_id=account,
        recipient_name="示例单位",
        recipient_role="district_unit",
        address="",
        subject="关于办理事项的通知",
        body="请办理。",
        planned_at=NOW,
        created_at=NOW,
        state="delivered",
        delivered_at=NOW,
    )
