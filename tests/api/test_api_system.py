"""What machines ask: alive, ready, measured, described; and the sandbox clock where there is none."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from activities.canary import arm
from api.app import create_app, openapi
from db.models import Rung
from db.queries.canary import CANARY
from db.session import Register
from tests.support.web import Web

NINE = datetime(2025, 10, 10, 1, tzinfo=UTC)
"""09:00 in Asia/Shanghai on the day after the web's clock begins."""
COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


async def test_a_running_process_is_alive(web: Web) -> None:
    assert (await web.call("GET", "/healthz")).json() == {"status": "ok"}


async def test_without_the_engine_the_web_runs_and_says_that_it_is_not_ready(web: Web) -> None:
    answer = await web.call("GET", "/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "reasons": ["Temporal 没有应答。"]}


async def test_without_the_register_every_answer_says_so_and_asks_to_come_again(web: Web) -> None:
    gone = Register("postgresql+psycopg://127.0.0.1:1/gone")
    web.app.services = replace(web.services, register=gone)
    answers = [
        await web.call("POST", "/api/v1/token", data={"username": "samr", "password": "x"}),
        await web.get("/public/notices"),
        await web.get("/cases", headers={"Authorization": "Bearer x"}),
        await web.call("GET", "/notices"),
    ]
    assert [(each.status_code, each.headers["retry-after"]) for each in answers] == [(503, "5")] * len(answers)
    assert all("登记库没有应答" in each.text for each in answers)
    await gone.dispose()


async def test_metrics_tell_how_far_the_platform_is_behind(web: Web) -> None:
    await web.add_notice()
    before = (await web.call("GET", "/metrics")).text
    assert 'zhicheng_open_cases{stage="public_notice"} 1\n' in before
    assert "zhicheng_oldest_unserved_rung_seconds 0\n" in before
    web.clock.forward(days=6)
    late = (await web.call("GET", "/metrics")).text
    assert "zhicheng_oldest_unserved_rung_seconds 90000\n" in late


async def test_metrics_tell_how_late_the_last_canary_of_the_duty_clock_was_or_is(web: Web) -> None:
    async def late() -> list[str]:
        return [
            line
            for line in (await web.call("GET", "/metrics")).text.splitlines()
            if line.startswith("zhicheng_canary_late_seconds")
        ]

    assert await late() == []
    await arm(web.register, web.clock.instant)
    assert await late() == []
    web.clock.forward(days=1)
    assert [float(line.split()[1]) for line in await late()] == [(web.clock.instant - NINE).total_seconds()]
    async with web.register.write() as session:
        await session.execute(
            update(Rung).where(Rung.duty_id == CANARY).values(served_at=NINE + timedelta(seconds=4), outcome="served")
        )
    assert await late() == ["zhicheng_canary_late_seconds 4"]


async def test_there_is_no_clock_to_move_outside_the_sandbox(web: Web) -> None:
    assert (await web.get("/sandbox/clock", "ops")).status_code == 404
    assert (await web.post("/sandbox/clock", "ops", json={"to": "next"})).status_code == 404


async def test_a_move_of_the_clock_is_one_of_three(web: Web) -> None:
    for body in ({}, {"to": "next", "advance_by": "P1D"}, {"advance_to": "2026-01-01T00:00:00"}, {"advance_by": 5}):
        assert (await web.post("/sandbox/clock", "ops", json=body)).status_code == 422


def test_the_committed_description_of_the_api_is_the_present_one() -> None:
    described = json.dumps(openapi(create_app()), ensure_ascii=False, indent=2) + "\n"
    assert COMMITTED.read_text(encoding="utf-8") == described, "run make openapi"


def test_every_operation_has_a_name_of_its_own() -> None:
    operations = [
        operation["operationId"] for path in openapi(create_app())["paths"].values() for operation in path.values()
    ]
    assert len(operations) == len(set(operations)) > 25
