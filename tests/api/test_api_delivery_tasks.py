"""通知未送达 through the API: who is asked, what was tried, and that somebody was told otherwise, once."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from db.models import AuditEntry
from tests.support.undelivered import TASK, add_undelivered
from tests.support.web import ON_BOTH_DATABASES, Web

PATH = f"/delivery-tasks/{TASK}"
TOLD = {"means": "telephone", "told_on": "2025-10-09", "told_by": "处长张三", "told_whom": "园区李四"}


async def close(web: Web, account: str = "prov-js", key: str = "one", **changes: Any) -> Any:
    return await web.post(f"{PATH}/close", account, json=TOLD | changes, headers={"Idempotency-Key": key})


@ON_BOTH_DATABASES
async def test_the_province_finds_the_task_of_its_park_with_all_that_was_tried(web: Web) -> None:
    await add_undelivered(web)
    (found,) = (await web.get("/delivery-tasks", "prov-js")).json()["items"]
    assert (found["id"], found["organisation"], found["may_close"]) == (TASK, "示例一号园区管理委员会", True)
    assert found["text"] == "请办理。"
    (tried,) = found["attempts"]
    assert (tried["channel_label"], tried["state"], tried["failure"]) == ("邮件", "failed", "5.1.1 No such user")
    for other in ("prov-zj", "samr", "park-js-1", "ops"):
        assert (await web.get("/delivery-tasks", other)).json()["items"] == []


async def test_operations_and_supervision_read_the_task_and_nobody_else_knows_of_it(web: Web) -> None:
    await add_undelivered(web)
    answers = {who: (await web.get(PATH, who)).status_code for who in ("ops", "supervisor", "prov-zj", "park-js-1")}
    assert answers == {"ops": 200, "supervisor": 200, "prov-zj": 404, "park-js-1": 404}


async def test_telling_otherwise_closes_the_task_and_is_in_the_audit_log_once(web: Web) -> None:
    await add_undelivered(web)
    first, again, twice = await close(web), await close(web), await close(web, key="two")
    assert first.status_code == 200, first.text
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert twice.json()["closed_at"] == first.json()["closed_at"]
    told = first.json()
    assert (told["outcome"], told["means"], told["told_by"], told["told_whom"]) == (
        "told",
        "电话",
        "处长张三",
        "园区李四",
    )
    assert (await web.get("/delivery-tasks", "prov-js")).json()["items"] == []
    async with web.register.read() as session:
        entries = list(await session.scalars(select(AuditEntry).where(AuditEntry.action == "delivery.told")))
    assert [(each.actor_id, each.outcome, each.target) for each in entries] == [("prov-js", "done", TASK)]
    assert "已另行通知示例一号园区管理委员会（电话，2025-10-09，处长张三）" in entries[0].detail


async def test_something_else_than_what_was_said_first_is_refused(web: Web) -> None:
    await add_undelivered(web)
    await close(web)
    refused = await close(web, key="two", told_by="别人")
    assert refused.status_code == 409
    assert "已经办结" in refused.json()["detail"]
    assert [each["key"] for each in refused.json()["basis"]] == ["zone:5", "zone:6"]


async def test_operations_see_it_and_do_not_say_that_somebody_was_told(web: Web) -> None:
    await add_undelivered(web)
    refused = await close(web, "ops")
    assert refused.status_code == 403
    assert "省级市场监管部门" in refused.json()["detail"]
    assert refused.json()["remedy"]


async def test_nobody_is_told_before_it_was_asked_or_after_today(web: Web) -> None:
    await add_undelivered(web)
    web.clock.instant += timedelta(days=2)
    days = {day: (await close(web, key=day, told_on=day)).status_code for day in ("2025-10-08", "2025-10-12")}
    assert days == {"2025-10-08": 409, "2025-10-12": 409}
    assert (await close(web, told_on="2025-10-11")).status_code == 200


async def test_a_file_of_somebody_else_is_no_evidence(web: Web) -> None:
    await add_undelivered(web)
    refused = await close(web, file="nobodys")
    assert (refused.status_code, refused.json()["errors"][0]["loc"]) == (422, ["body", "file"])


async def test_the_metrics_count_what_is_open(web: Web) -> None:
    await add_undelivered(web)
    assert "zhicheng_open_delivery_tasks 1" in (await web.call("GET", "/metrics")).text
