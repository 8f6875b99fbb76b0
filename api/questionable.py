"""可疑办理: acts listed for supervision, each with the reasons why; and the check of the whole log (核验)."""

import asyncio
from collections.abc import Collection

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, audit_views
from api.audit_views import AuditView
from api.deps import Services
from api.reading import NO_AUDIT, SEES_AUDIT, only
from db.queries import questionable as queries
from db.queries.questionable import Candidate
from db.types import JsonObject
from domain import oversight
from domain.oversight import DATED, EDITS, EXTENSION, Question
from domain.roles import Actor
from services import audit_export
from verifier.audit import GENESIS, verify

_CHUNK = 200
_TOO_LATE = "届满后不能"
"""In the words of a refused extension (``domain.extension``)."""


class ReasonView(BaseModel):
    """``key``: one of ``domain.oversight.Question``; ``words``: what was found."""

    key: str
    label: str
    words: str


class QuestionableView(BaseModel):
    """An act with everything there is to say against it, none of which makes it wrong."""

    entry: AuditView
    reasons: list[ReasonView]


class ChainView(BaseModel):
    """``findings``: what is wrong with the log, empty when it is whole. ``noted``: whether a head noted elsewhere was
    looked for. ``head``: to be noted now."""

    count: int
    head: str
    noted: bool
    findings: list[str]


async def newest(
    services: Services, actor: Actor, asked: Collection[Question], before: int | None, limit: int
) -> list[QuestionableView]:
    """One page of what is listed, the newest first. Raises 403; the reading is entered in the log."""
    only(actor, SEES_AUDIT, NO_AUDIT)
    found: list[QuestionableView] = []
    async with services.register.read() as session:
        while len(found) < limit:
            rows = await queries.candidates(session, actor, asked, before, _CHUNK)
            found += await _listed(session, rows, asked)
            if len(rows) < _CHUNK:
                break
            before = rows[-1].entry.sequence
    which = "、".join(each.label for each in asked)
    await audit.record_reading(services, actor, "audit.read", "audit", detail=f"查看可疑办理（{which}）")
    return found[:limit]


async def _listed(
    session: AsyncSession, rows: Collection[Candidate], asked: Collection[Question]
) -> list[QuestionableView]:
    extended = {row.entry.case_id or "" for row in rows if row.entry.action == EXTENSION}
    states = await queries.states(session, extended) if extended else {}
    entries = await audit_views.entries(session, [row.entry for row in rows])
    judged = [
        QuestionableView(entry=view, reasons=_reasons(row, states.get(row.entry.case_id or "", {}), asked))
        for row, view in zip(rows, entries, strict=True)
    ]
    return [each for each in judged if each.reasons]


def _reasons(row: Candidate, state: JsonObject, asked: Collection[Question]) -> list[ReasonView]:
    entry = row.entry
    words = dict.fromkeys(Question, "")
    if entry.action == EXTENSION:
        words[Question.EXTENDED] = _extension(row, state)
    elif entry.outcome == "done":
        if entry.action in DATED:
            words[Question.BACK_DATED] = oversight.back_dating(row.text or entry.detail, row.event_at or entry.at)
        words[Question.EDITED] = EDITS.get(entry.action, "")
        if row.opened_at:
            words[Question.HASTY] = oversight.haste(row.opened_at, row.event_at or entry.at)
    return [ReasonView(key=each, label=each.label, words=words[each]) for each in asked if words[each]]


def _extension(row: Candidate, state: JsonObject) -> str:
    if row.entry.outcome == "refused":
        return "届满以后申请延长，未获准" if _TOO_LATE in row.entry.detail else ""
    return oversight.late_extension(state, row.event_at or row.entry.at)


async def verified(services: Services, actor: Actor, noted: str) -> ChainView:
    """The whole log checked as whoever holds an export would check it, this check included; ``noted``: a head noted
    elsewhere, or empty. Raises 403."""
    only(actor, SEES_AUDIT, NO_AUDIT)
    await audit.record_reading(services, actor, "audit.verify", "audit", detail="核验全部审计记录")
    head = await audit_export.head_of(services.register)
    parts = [part async for part in audit_export.lines(services.register, head)]
    report = await asyncio.to_thread(verify, b"".join(parts).splitlines(keepends=True), noted or None)
    findings = [each.words for each in report.findings]
    return ChainView(count=report.count, head=report.head, noted=bool(noted) and noted != GENESIS, findings=findings)
