"""Issued documents in the register of a web, and what later ones did to them."""

from datetime import date
from typing import Any

from db.models import DocumentFile, DocumentRelation, DocumentRow
from services.documents.digests import digests
from tests.support.web import NOW, Web

PDF = b"%PDF-1.7 the document as it was issued"
CODE = "k3yOf-the_Document_22x"


async def issued(web: Web, place: int = 1, **facts: Any) -> DocumentRow:
    """A stored document of a case, with one file; the first has ``PDF`` and ``CODE``."""
    case_id, content = "zone-js-1-case-1", PDF if place == 1 else f"%PDF-1.7 {place}".encode()
    if place == 1:
        await web.add_case()
    found = digests(content)
    about: dict[str, Any] = {
        "kind": "public_notice", "title": "市场监管总局关于示例一号园区的公示", "number": f"示公示〔2025〕{place}号",
        "issuers": ["samr"], "on": date(2025, 10, 9), "state": "stored",
        "check_code": CODE if place == 1 else f"{CODE}-{place}",
        "regulation": "《全国质量品牌提升示范区管理办法（试行）》（2024年3月14日印发）",
        "policy_version": "zone-2025-1",
    }  # fmt: skip
    row = DocumentRow(
        id=f"{case_id}-document-{place}-0", case_id=case_id, workflow_id="zone/js-1/case-1", step=place, position=0,
        facts={}, created_at=NOW, **about | facts,
    )  # fmt: skip
    async with web.register.write() as session:
        session.add(row)
        if row.state == "stored":
            session.add(
                DocumentFile(
                    document_id=row.id,
                    media_type="application/pdf",
                    sha256=found.sha256,
                    sm3=found.sm3,
                    size=len(content),
                )
            )
    return row


async def relate(web: Web, earlier: DocumentRow, later: DocumentRow, relation: str) -> None:
    async with web.register.write() as session:
        session.add(DocumentRelation(earlier_id=earlier.id, later_id=later.id, relation=relation))
