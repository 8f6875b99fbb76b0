"""In which stages a case was, and since when: from its steps, and of older steps as far as they tell."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.views import StageSpan
from db.models import Case
from db.queries import steps
from domain.programmes import case_of

UNTOLD = "此前的阶段（当时未逐步记录）"


async def of_case(session: AsyncSession, row: Case) -> list[StageSpan]:
    """In order; the present stage last."""
    return _spans(row, await steps.stages(session, row.workflow_id))


def _spans(row: Case, entered: Sequence[tuple[datetime, str | None]]) -> list[StageSpan]:
    present = case_of(row.state)
    known = list(entered)
    if not known or known[-1][1] != row.stage:
        since = getattr(present, "stage_since", row.updated_at)
        known.append((max(since, known[-1][0]) if known else since, row.stage))
    ends = [at for at, _ in known[1:]]
    labels = type(present.stage)
    return [
        StageSpan(key=key, label=labels(key).label if key else UNTOLD, since=at, until=until)
        for (at, key), until in zip(known, [*ends, None], strict=True)
    ]
