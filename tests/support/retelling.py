"""One story told to several webs, and what each of them says of it: so that their answers can be compared."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx2
from sqlalchemy import update

from db.models import CaseEvent, CaseImport, CaseImportRow, DocumentFile
from domain.procedure.consultation import department
from domain.roles import SAMR
from domain.zone.case import Stage, ZoneCase
from tests.support.dated_cases import LONG
from tests.support.deliverables import DONE, KEY
from tests.support.district_cases import PLAN_ID
from tests.support.elements import parse
from tests.support.imports import sheet
from tests.support.ledgers import DONE as SUPPORT
from tests.support.page_rows import CHECK_CODE, add_history
from tests.support.pages import PageClient
from tests.support.plan_walls import add_plan
from tests.support.sheets import words_of
from tests.support.undelivered import add_undelivered
from tests.support.web import Web, a_case

PDF = b"%PDF-1.7 document"
SHEET = sheet(("js-1", "创建中", "2025-09-01"), ("js-1", "示范期内", "昨天"))
_DRAWN = re.compile(r'("(?:request_id|previous_hash|hash|head)": ?"|"id": ?"(?=[0-9a-f]{16}"))[\w-]+')
"""What each telling draws anew: ids of requests, and with them every hash of the audit log; ids of sessions."""


_REQUEST = re.compile(r"请求编号 [\w-]+")
"""The same on the page of a problem."""


@dataclass
class Told:
    """A web to which the story was told, with what it gave different names on each telling."""

    web: Web
    names: dict[str, str] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    """Value for each parameter in a path."""

    def plainly(self, text: str) -> str:
        """Without the names of this telling, and an object's keys in one order: PostgreSQL keeps none."""
        for name, word in self.names.items():
            text = text.replace(name, word)
        if not text.startswith("{"):
            return text
        text = _DRAWN.sub(r"\1", text)
        lines = (json.dumps(json.loads(line), ensure_ascii=False, sort_keys=True) for line in text.splitlines())
        return "\n".join(lines)

    async def answer(self, path: str, reader: str | None) -> tuple[int, str]:
        """What a program is answered."""
        answer = await self.web.call("GET", path, reader)
        return answer.status_code, self.plainly(words_of(answer))

    async def browser(self, reader: str) -> httpx2.AsyncClient:
        return (await PageClient(self.web.app).login(reader)).http

    async def shown(self, browser: httpx2.AsyncClient, page: str) -> tuple[int, str]:
        """What a person sees of a page."""
        answer = await browser.get(page.format(**self.examples))
        return answer.status_code, _REQUEST.sub("", self.plainly(parse(answer.text).text))


Answer = tuple[str, str | None, int, str]


class Story:
    """What happens on one web, and what its senders were answered."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.told = Told(web)
        self.answers: list[tuple[str, str | None, int, Any]] = []

    async def tell(self) -> tuple[Told, list[Answer]]:
        notice = await self.web.add_notice()
        await add_history(self.web, notice)
        digest = await self.web.services.store.put(PDF)
        async with self.web.register.write() as session:
            await session.execute(update(DocumentFile).values(sha256=digest))
        review = await self.some_cases()
        file = await self.uploads()
        await self.acts(f"/tasks/{review.tasks[0].id}/actions/consult", file)
        receipt = await self.objects(notice.id)
        await self.attaches(notice.id, file)
        await add_plan(self.web)
        self.told.examples |= {
            "plan_id": PLAN_ID,
            "rehearsal_id": "none",
            "case_id": notice.id,
            "task_id": review.tasks[0].id,
            "file_id": file,
            "sheet_id": await self.takes_over(notice.id),
            "import_id": "import-1",
            "document_id": "document-stored",
            "code": CHECK_CODE,
            "notice_id": f"{notice.id}-notice",
            "receipt_number": receipt,
            "token": await self.subscribes(),
            "park_id": "js-1",
            "account_id": "samr-2",
            "number": await self.lists_nominees(),
            "deliverable": await self.works_together(),
            "line": await self.supports(notice.id),
            "delivery_task_id": await add_undelivered(self.web, notice.id, role="samr", region=None),
            **await self.changes_the_rules(),
        }
        plainly = self.told.plainly
        return self.told, [(path, who, status, plainly(json.dumps(body))) for path, who, status, body in self.answers]

    async def send(self, path: str, account: str | None, key: str = "", **request: Any) -> Any:
        headers = {"Idempotency-Key": key or f"key-{len(self.answers)}"}
        answer = await self.web.post(path, account, headers=headers, **request)
        self.answers.append((path, account, answer.status_code, answer.json()))
        return answer.json()

    async def some_cases(self) -> ZoneCase:
        province = a_case("zj-1", 1, self.web.clock.instant).province
        asks = (("material_review", SAMR), ("creation_opinion", department("mara")))
        review = await self.web.add_case("zj-1", 1, asks)
        for number in (10, 2, 100, 3):
            self.web.clock.forward(minutes=number % 3)
            await self.web.add_case("zj-1", number, (("provincial_appraisal", province),), stage=Stage.CREATION)
        return review

    async def uploads(self) -> str:
        file = await self.send("/files", "samr-2", "key", files={"file": ("说明.txt", "说明".encode())})
        await self.send("/files", "samr-2", "key", files={"file": ("说明.txt", "说明".encode())})
        await self.send("/files", "samr-2", "key", files={"file": ("另一份.txt", "另一份".encode())})
        self.told.names[file["id"]] = "FILE"
        return str(file["id"])

    async def acts(self, path: str, file: str) -> None:
        await self.send(path, "prov-js", json={})
        await self.send(path, "samr", json={"data": {"more": 1}})
        await self.send(path, "samr", json={"attachments": [file]})
        await self.send(path, "samr-2", json={"comment": "同意\u3000并请四部门反馈 😀", "attachments": [file]})
        await self.send("/cases", "park-js-1", json={"programme": "zone"})
        await self.send("/cases", "samr", json={"programme": "zone"})
        await self.send("/date-rules/zone-notice/explain", None, json={"anchor": "2025-10-09"})

    async def objects(self, case_id: str) -> str:
        evidence = await self.send("/public/files", None, files={"file": ("材料.pdf", PDF)})
        objection = {"grounds": "指标不实", "evidence": [evidence["id"]], "name": "张三"}
        await self.send(f"/public/notices/{case_id}-notice/objections", None, json=objection)
        await self.send("/public/notices/none/objections", None, json=objection)
        (kept,) = (await self.web.get(f"/cases/{case_id}/objections", "samr")).json()["items"]
        self.told.names[evidence["id"]] = "EVIDENCE"
        return str(kept["receipt_number"])

    async def subscribes(self) -> str:
        feed = await self.send("/calendar-feeds", "samr", json={"label": "办公室"})
        token = str(feed["url"]).rpartition("/")[2].removesuffix(".ics")
        self.told.names[token] = "TOKEN"
        return token

    async def attaches(self, case_id: str, file: str) -> None:
        event: dict[str, Any] = {"case_id": case_id, "workflow_id": "zone/js-1/case-1", "step": 2, "position": 0}
        async with self.web.register.write() as session:
            at = self.web.clock.instant
            session.add(CaseEvent(**event, at=at, kind="x", text="附件", attachments=[file, "none"]))

    async def lists_nominees(self) -> str:
        nominee = await self.web.add_case("zj-1", 4, stage=Stage.NOMINATION)
        body = {"kind": "nominees", "title": "第1轮名单", "entries": [{"case_id": nominee.id, "rank": 1}]}
        await self.send("/lists", "samr", json=body)
        return str((await self.send("/lists", "prov-zj", "list", json=body))["number"])

    async def works_together(self) -> str:
        for account, of in (("prov-zj", KEY), ("prov-js", KEY), ("prov-js", "showcases"), ("samr", KEY)):
            await self.send(f"/deliverables/{of}/entries", account, json=DONE)
        return KEY

    async def supports(self, case_id: str) -> str:
        for account, line, deed in (
            ("prov-js", "cultivation", SUPPORT),
            ("prov-js", "cultivation", SUPPORT | {"on": "2025-10-01", "rule": "某号文件"}),
            ("park-js-1", "good_practice", SUPPORT),
            ("park-js-1", "cultivation", SUPPORT),
            ("prov-js", "funds", SUPPORT),
        ):
            await self.send(f"/cases/{case_id}/ledger/{line}/entries", account, json=deed)
        return "cultivation"

    async def takes_over(self, case_id: str) -> str:
        """A sheet of running cases, looked at by whoever handed it in; the import itself is planted."""
        sheet = await self.send("/files", "samr", files={"file": ("表.xlsx", SHEET)})
        self.told.names[sheet["id"]] = "SHEET"
        at = self.web.clock.instant
        async with self.web.register.write() as session:
            session.add(CaseImport(id="import-1", file_id=sheet["id"], proposed_by="ops", proposed_at=at))
            row = {"import_id": "import-1", "number": 2, "park_id": "js-1", "case_id": case_id}
            session.add(CaseImportRow(**row, told={"stage": "creation", "approved_on": "2025-09-01"}))
        return str(sheet["id"])

    async def changes_the_rules(self) -> dict[str, str]:
        later = {"changes": {"annual_report_due_month": 3}, "reason": "统一到第一季度末"}
        proposed = await self.send("/policies/zone/versions", "ops", json=later)
        version = str(proposed["version"]["version"])
        await self.send(f"/policies/zone/versions/{version}/approve", "ops", json={})
        await self.send(f"/policies/zone/versions/{version}/approve", "samr", json={"comment": "同意"})
        for account, query in (("ops", "?dry_run=true"), ("ops", ""), ("park-js-1", "")):
            await self.send(f"/calendar-releases{query}", account, json=LONG.model_dump(mode="json"))
        return {"programme": "zone", "version": version}
