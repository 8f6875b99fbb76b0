"""Ledgers and the register of documents as XLSX: what somebody may read on a page, to be worked with elsewhere.

Every export says on its last sheet where it comes from, and is entered in the audit log.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api import audit, document_present, reading
from api.deps import Services
from api.document_views import DocumentView
from api.identity import Identity
from api.ledgers import Known, known
from api.registering import admit
from db.models import Case, LedgerEntry
from db.queries import documents, ledgers
from domain.pilot import deliverable_ledger
from domain.pilot.deliverable_ledger import Progress
from domain.pilot.deliverables import DELIVERABLES
from domain.policy import Policy
from domain.programmes import case_of, programme_of
from services.documents.kinds import KINDS
from services.policies import in_force
from services.regulations import edition
from services.spreadsheets import Cell, Table, workbook

LEDGER_OF_CASE = "支持和推广台账"
REGISTER_OF_DOCUMENTS = "文书登记簿"
_ENTRY = {"记载单位": 24, "记载时间": 18}
_NOT_YET = "还没有记载"
_STATES = {"ordered": "待制作", "stored": "已制成", "failed": "未成功"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished file."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from; ``subject`` names the case, or nothing."""

    title: str
    text: str
    """Key of the text it is kept under."""
    policy: Policy
    subject: tuple[tuple[str, Cell], ...]
    note: str


async def ledger_of_case(services: Services, me: Identity, case_id: str) -> Sheet:
    """支持和推广台账: every entry of every line, and the lines themselves. Raises 404."""
    async with services.register.read() as session:
        row = await reading.case_row(session, me.actor, case_id)
        case = case_of(row.state)
        entries = await ledgers.whole(session, case.id)
        about = await known(session, entries)
    by_key = {line.key: line for line in programme_of(case).ledger}
    numbers = _counted(entries)
    deeds = Table(
        LEDGER_OF_CASE,
        {"依据": 20, "事项": 32, "序号": 6, "日期": 12, "做了什么": 60, "所依据的规定": 28, "佐证文件": 24, **_ENTRY},
        [
            (
                line.place.place,
                line.name,
                each.number,
                each.on,
                each.what,
                each.details.get("rule", ""),
                *_ending(each, about),
            )
            for each in entries
            if (line := by_key.get(each.item))
        ],
    )
    lines = Table(
        "事项",
        {"依据": 20, "事项": 32, "办法原文": 70, "由谁记载": 24, "何时记载": 24, "记载条数": 10},
        [
            (each.place.place, each.name, each.words, each.kept_by(case), each.span.label, numbers.get(each.key, 0))
            for each in by_key.values()
        ],
    )
    note = "办法没有规定期限，各项不存在到期和逾期；记载后不能更改或者删除（系统策略）。"
    return await made(services, me, _of_case(LEDGER_OF_CASE, row, case, note), (deeds, lines), case_id)


async def deliverables(services: Services, me: Identity) -> Sheet:
    """五省级市场监管局共同工作台账: every entry, and how each item stands. Raises 403."""
    admit(deliverable_ledger.refuse_reading(me.actor))
    async with services.register.read() as session:
        entries = await ledgers.whole(session, deliverable_ledger.LEDGER)
        about, policy = await known(session, entries), await in_force(session, "pilot")
    places = {key: "、".join(each.place.place for each in item.places) for key, item in DELIVERABLES.items()}
    done = Table(
        "进展记载",
        {"依据": 24, "工作": 36, "序号": 6, "日期": 12, "进展": 12, "做了什么": 60, "佐证文件": 24, **_ENTRY},
        [
            (
                places[each.item],
                DELIVERABLES[each.item].name,
                each.number,
                each.on,
                _progress(each),
                each.what,
                *_ending(each, about),
            )
            for each in entries
            if each.item in DELIVERABLES
        ],
    )
    numbers, latest = _counted(entries), {each.item: _progress(each) for each in entries}
    items = Table(
        "各项工作",
        {"依据": 24, "工作": 36, "方案原文": 70, "进展": 12, "记载条数": 10},
        [
            (
                places[key],
                each.name,
                "\n".join(found.words for found in each.places),
                latest.get(key, _NOT_YET),
                numbers.get(key, 0),
            )
            for key, each in DELIVERABLES.items()
        ],
    )
    note = "方案没有规定期限，各项不存在到期和逾期；记载后不能更改或者删除（系统策略）。"
    origin = Origin(deliverable_ledger.NAME, "pilot", policy, (), note)
    return await made(services, me, origin, (done, items), None)


async def documents_of_case(services: Services, me: Identity, case_id: str) -> Sheet:
    """文书登记簿: every document of a case with its digests, and the later ones it is to be read with. Raises 404."""
    async with services.register.read() as session:
        row = await reading.case_row(session, me.actor, case_id)
        found = await document_present.views(session, await documents.in_case(session, row.id))
    table = Table(
        REGISTER_OF_DOCUMENTS,
        {
            "发文字号": 24, "标题": 48, "文书种类": 22, "发文机关": 32, "成文日期": 12, "制发状态": 10, "文书状态": 20,
            "后来的文书": 48, "格式": 8, "字节数": 12, "SHA-256": 68, "SM3": 68, "核验网址": 60,
        },
        [cells for each in found for cells in _document(each, services.settings.base_url)],
    )  # fmt: skip
    note = "散列值用以核验文件有无改动；可在平台“真伪核验”页上传文件核验。"
    origin = _of_case(REGISTER_OF_DOCUMENTS, row, case_of(row.state), note)
    return await made(services, me, origin, (table,), case_id)


def _document(it: DocumentView, base_url: str) -> Iterable[Sequence[Cell]]:
    """A row for each file; one for a document not yet stored."""
    later = "\n".join(f"{each.relation_label}：{each.on}{each.number}《{each.title}》" for each in it.standing.later)
    head = (it.number, it.title, KINDS[it.kind].label, "、".join(it.issuers), it.on, _STATES[it.state])
    if not it.files:
        return [(*head, "", later, "", None, "", "", "")]
    address = base_url + it.verify_path if it.verify_path else ""
    return [
        (*head, it.standing.label, later, each.format.upper(), each.size, each.sha256, each.sm3 or "", address)
        for each in it.files
    ]


def _ending(entry: LedgerEntry, about: Known) -> tuple[Cell, ...]:
    file = about.files[entry.file_id].name if entry.file_id else ""
    return file, about.offices[entry.office_id], entry.entered_at


def _progress(entry: LedgerEntry) -> str:
    return Progress(entry.details["progress"]).label


def _counted(entries: Iterable[LedgerEntry]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in entries:
        found[each.item] = found.get(each.item, 0) + 1
    return found


def _of_case(title: str, row: Case, case: Any, note: str) -> Origin:
    subject = (("案件", row.subject_name), ("案件编号", row.id), ("所处阶段", row.stage_label))
    return Origin(title, programme_of(case).text, case.policy, subject, note)


async def made(services: Services, me: Identity, origin: Origin, tables: Sequence[Table], case_id: str | None) -> Sheet:
    """The file, once the audit log knows who takes it."""
    await audit.record_reading(
        services, me.actor, "table.export", case_id or origin.text, case_id=case_id, detail=f"导出{origin.title}"
    )
    now = await services.clock.now()
    data = await asyncio.to_thread(workbook, tables, _provenance(services, me, origin, now, len(tables[0].rows)), now)
    subject = str(origin.subject[0][1]) if origin.subject else ""
    return Sheet(f"{subject}{origin.title}.xlsx", data)


def _provenance(services: Services, me: Identity, origin: Origin, now: datetime, rows: int) -> list[tuple[str, Cell]]:
    return [
        ("表名", origin.title),
        *origin.subject,
        ("行数", rows),
        ("法规版本", edition(origin.text, origin.policy.regulation)),
        ("策略版本", origin.policy.version),
        ("导出时间", now),
        ("导出单位", me.organisation.name),
        ("导出人", me.account.display_name),
        ("来源", services.settings.base_url),
        ("注意", f"{origin.note}本表是导出之时的情况，以后的变化以平台为准。"),
    ]
