"""The dated story of a rehearsal, read from its register: what happened, what was written, who was told when."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from contracts.rehearsal import Owed, Story, Told
from db.models import DutyRow, Notification
from db.queries import rehearsing
from db.queries.recipients import organisations_in
from domain.dates import local_date
from domain.roles import Audience
from rehearsal.stage import Stage


async def story_of(stage: Stage, folder: Path, reached: datetime, obstacles: Iterable[Told]) -> Story:
    """What has been played so far, and what stood in the way. The PDF of every document is laid into ``folder``."""
    async with stage.register.read() as session:
        row = await rehearsing.case(session, stage.order.case_id)
        events = await rehearsing.events(session)
        notices = await rehearsing.notices(session)
        papers = await rehearsing.papers(session)
        today = local_date(reached)
        owed = [await _owed(session, each, today) for each in await rehearsing.open_duties(session)]
    lines = [Told(at=each.at, sort="发生", text=each.text, basis=each.basis) for each in events]
    lines += [*_notices(notices), *obstacles]
    for number, (paper, digest) in enumerate(papers, start=1):
        name = f"{number:03d}.pdf" if digest else ""
        if digest and not (folder / name).exists():
            (folder / name).write_bytes(await stage.store.get(digest))
        text = f"{paper.title}（{paper.number or '待编号'}）"
        lines.append(Told(at=paper.created_at, sort="文书", text=text, document=name))
    return Story(
        reached=reached,
        state=row.stage_label if row else "",
        lines=sorted(lines, key=lambda line: line.at),
        owed=owed,
    )


async def _owed(session: AsyncSession, duty: DutyRow, today: date) -> Owed:
    whose = await organisations_in(session, Audience.model_validate(duty.debtor))
    return Owed(title=duty.title, whose=whose, due=duty.due, overdue=duty.due < today, basis=duty.basis)


def _notices(rows: list[Notification]) -> list[Told]:
    """What several are told is one line."""
    by_event: dict[str, list[Notification]] = defaultdict(list)
    for row in rows:
        by_event[row.event_key].append(row)
    return [
        Told(
            at=several[0].planned_at,
            sort="提醒" if several[0].rung else "通知",
            text=several[0].subject,
            to=list(dict.fromkeys(each.recipient_name for each in several)),
        )
        for several in by_event.values()
    ]
