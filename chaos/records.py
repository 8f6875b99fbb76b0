"""Checks of what is recorded: acts, steps, states, the audit log; and all of it against an undisturbed life."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api.deps import request_id
from chaos.client import Client
from chaos.director import stage_of
from chaos.findings import Findings
from chaos.lives import CHAPTERS, case_id, workflow_id
from chaos.people import Act, People
from chaos.planting import park_of
from chaos.platform import Platform
from db.models import AuditEntry, Case, CaseEvent, CaseStep, DocumentRow, Notification
from domain.zone.case import ZoneCase

HEARTBEATS = timedelta(seconds=30)
"""As long a step may be recorded again and again before its case goes on (``workflows.options.REGISTER``)."""


async def check_records(platform: Platform, people: People, findings: Findings, lives: int, control: int) -> None:
    """``lives`` lives, of which number ``control`` was lived before anything was killed."""
    async with platform.register.read() as session:
        events = list(await session.scalars(select(CaseEvent)))
        await _check_acts(session, people, events, findings)
        await _check_steps(session, events, findings)
        await _check_against_the_undisturbed(session, events, findings, lives, control)
    await _check_states(platform, findings, lives)


async def check_repetition(client: Client, acts: Iterable[Act], findings: Findings) -> None:
    """Every act once more, with its key: the first answer."""
    other = []
    for act in acts:
        answer = await client.post(act.account, act.path, act.key, json=act.body)
        if not answer.taken or answer.body["step"] != act.step:
            other.append(f"{act.key}: {answer.status} {answer.body}")
    findings.must_be_none("repeated acts answered otherwise", other)


async def _check_acts(session: AsyncSession, people: People, events: list[CaseEvent], findings: Findings) -> None:
    """An act that was taken stands in the record of its case once, at the step the answer named; a refused one never.

    The audit log knows of every act that was taken, once.
    """
    recorded: dict[str, list[CaseEvent]] = defaultdict(list)
    for event in events:
        recorded[event.request_id].append(event)
    wrong = []
    for act in people.acts:
        places = [(each.case_id, each.step) for each in recorded[request_id(act.account, act.key)]]
        if places != [(act.case_id, act.step)]:
            wrong.append(f"{act.kind} {act.key} of {act.account}, answered {act.case_id}#{act.step}: {places}")
    findings.must_be_none("acts lost or doubled in the record", wrong)
    kept = [f"{each.kind} {each.key} of {each.account}" for each in people.refused
            if recorded.get(request_id(each.account, each.key))]  # fmt: skip
    findings.must_be_none("refused acts that were recorded", kept)
    audited = Counter(await session.scalars(select(AuditEntry.request_id).where(AuditEntry.outcome == "done")))
    amiss = [act.key for act in people.acts if audited[request_id(act.account, act.key)] != 1]
    findings.must_be_none("acts missing or doubled in the audit log", amiss)
    findings.count("acts", len(people.acts))
    findings.count("acts refused (another person's turn)", len(people.refused))


async def _check_steps(session: AsyncSession, events: list[CaseEvent], findings: Findings) -> None:
    """The steps of every case from the first to its last, and the lines of every step, without a gap."""
    steps: dict[str, list[int]] = defaultdict(list)
    for step in await session.scalars(select(CaseStep)):
        if step.voided_at is None:
            steps[step.workflow_id].append(step.number)
    last = {case.workflow_id: case.step for case in await session.scalars(select(Case))}
    wrong = [f"{key}: {sorted(found)}, case at {last.get(key)}" for key, found in steps.items()
             if sorted(found) != list(range(1, (last.get(key) or 0) + 1))]  # fmt: skip
    findings.must_be_none("steps left out or doubled", wrong)
    lines: dict[tuple[str, int], list[int]] = defaultdict(list)
    for event in events:
        lines[event.workflow_id, event.step].append(event.position)
    torn = [f"{key[0]}#{key[1]}: {found}" for key, found in lines.items() if sorted(found) != list(range(len(found)))]
    findings.must_be_none("steps with lines left out or doubled", torn)


async def _check_against_the_undisturbed(
    session: AsyncSession, events: list[CaseEvent], findings: Findings, lives: int, control: int
) -> None:
    """Every chapter of every life has the same lines, documents and notices as that of the undisturbed one."""
    documents = list(await session.scalars(select(DocumentRow)))
    notices = list(await session.scalars(select(Notification).where(Notification.duty_id.is_(None))))
    of_case: dict[str | None, Counter[Any]] = defaultdict(Counter)
    for event in events:
        of_case[event.case_id]["line", event.kind, event.actor_role] += 1
    for document in documents:
        of_case[document.case_id]["document", document.kind] += 1
    for row in notices:
        of_case[row.case_id]["notice", row.kind, row.recipient_role, row.channel] += 1
    for chapter in CHAPTERS:
        wanted = of_case[case_id(park_of(control, chapter.key).id)]
        for number in range(lives):
            case = case_id(park_of(number, chapter.key).id)
            found = of_case[case]
            findings.must_be_none("lines, documents or notices lost", [f"{case} {key}" for key in wanted - found])
            findings.must_be_none("lines, documents or notices too many", [f"{case} {key}" for key in found - wanted])


async def _check_states(platform: Platform, findings: Findings, lives: int) -> None:
    """Every case is where its chapter ends, and the register holds what the workflow holds."""
    wrong, apart = [], []
    for number in range(lives):
        for chapter in CHAPTERS:
            park = park_of(number, chapter.key)
            async with platform.register.read() as session:
                row = await session.get_one(Case, case_id(park.id))
            if stage_of(row) != chapter.ends_in:
                wrong.append(f"{row.id} in {stage_of(row)}, not {chapter.ends_in}")
            handle = platform.client.get_workflow_handle(workflow_id(park.id))
            held = await handle.query("state", result_type=ZoneCase)
            if not _alike(ZoneCase.model_validate(row.state).model_dump(), held.model_dump()):
                apart.append(f"{row.id}: register at step {row.step}, workflow at {held.step}")
    findings.must_be_none("wrong final states", wrong)
    findings.must_be_none("register and workflow apart", apart)
    findings.count("cases", lives * len(CHAPTERS))


def _alike(one: Any, other: Any) -> bool:
    """Whether two states are the same, but for moments a replay dates a little later (docs/adr/0027)."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs(one - other) <= HEARTBEATS
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    return bool(one == other)
