"""The steps around a public notice, each told once."""

from datetime import timedelta
from typing import Any

from domain.procedure.state import Notice, ObjectionStatus
from domain.zone.case import Stage, ZoneCase
from tests.support import forms
from tests.support.world import World, actor
from tests.support.zone_cases import start_creation, until_open


async def publish(world: World, **facts: Any) -> Notice:
    await start_creation(world, Stage.PUBLIC_NOTICE, **facts)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    return notice_of(await world.state())


def notice_of(case: ZoneCase) -> Notice:
    assert case.proceeding.notice is not None
    return case.proceeding.notice


async def object_to(world: World, number: str, *evidence: str, kind: str = "objection") -> None:
    data = {"grounds": "指标不实", "evidence": list(evidence), "receipt_number": number}
    await world.send("a-citizen", (await world.task(kind)).id, "object", data)


async def say(world: World, action: str, number: str, **data: Any) -> None:
    await world.send("a-citizen", (await world.task("objection")).id, action, {"receipt_number": number, **data})


async def with_file(world: World, account: str, kind: str, action: str, **data: Any) -> None:
    """An act with a file attached."""
    world.requests += 1
    act = {
        "task_id": (await world.task(kind, account)).id,
        "action": action,
        "actor": actor(account).model_dump(mode="json", exclude_defaults=True),
        "data": data,
        "attachments": ["scan-1"],
        "comment": "异议人张三当面递交。",
    }
    await world.handle.execute_update("act", act, id=f"{account}:file:{world.requests}", result_type=int)


async def paper(world: World, number: str, stamped_on: str) -> None:
    data = {"receipt_number": number, "stamped_on": stamped_on, "has_evidence": True}
    await with_file(world, "samr", "paper_objection", "register", **data)


async def close(world: World, notice: Notice, **later: float) -> None:
    assert notice.last_day.closes_at is not None
    await world.clock.advance_to(notice.last_day.closes_at + timedelta(**later or {"minutes": 1}))


def statuses(case: ZoneCase) -> list[ObjectionStatus]:
    return [one.status for one in notice_of(case).objections]
