"""Schemathesis over the whole API, on the real engine: no 5xx, and no change of state on a refusal.

Every operation of the application's own description gets data of its form and not of its form, from the public and from
four roles, with the ids of a real case as often as with made-up ones. ``SCHEMA_EXAMPLES`` makes it longer.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import text

from api.app import app, openapi
from db.models import Base
from domain.zone.case import Stage
from tests.support import forms
from tests.support.storm.ground import Ground, a_ground
from tests.support.web import Caller, on_world
from tests.support.zone_cases import start_creation, until_open

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "4"))
ROLES = (None, "park-js-1", "prov-js", "samr", "ops")
OWN_TIME = {"move_clock", "start_rehearsal"}
"""Moves the one clock of the sandbox, by any span; starts a process with a clock of its own: have their own tests."""
BESIDES = {"audit_entries", "audit_origins", "audit_log", "sessions", "rate_counts", "idempotent_responses"}
"""What a refused request may leave: that it was made, by whom, and its answer."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


class Api:
    """The application on a world with one running public notice."""

    def __init__(self, ground: Ground, caller: Caller, ids: dict[str, list[str]]) -> None:
        self.ground, self.caller, self.ids = ground, caller, ids

    def call(self, case: Case, account: str | None) -> httpx2.Response:
        wanted = case.as_transport_kwargs(base_url="http://testserver")
        known = ("method", "url", "headers", "params", "json", "data", "files", "cookies")
        request = requests.Request(**{key: wanted[key] for key in known if key in wanted}).prepare()
        headers = {key: value for key, value in request.headers.items() if key.lower() != "authorization"}
        body = {"content": request.body} if request.body is not None else {}
        return self.ground.run(self.caller.call(case.method, str(request.url), account, headers=headers, **body))

    def state(self) -> str:
        return self.ground.run(self._state())

    async def _state(self) -> str:
        """A hash of every row of the register that a refusal must leave as it is."""
        found = hashlib.sha256()
        async with self.caller.register.read() as session:
            for table in Base.metadata.sorted_tables:
                if table.name not in BESIDES:
                    rows = await session.execute(text(f"SELECT * FROM {table.name}"))
                    found.update(f"{table.name}{sorted(map(str, rows))}".encode())
        return found.hexdigest()


@pytest.fixture(scope="module")
def api(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    folder = tmp_path_factory.mktemp("api")
    with a_ground(migrated_sqlite, folder) as ground:
        ground.enter()
        caller, ids = ground.run(_prepared(ground))
        yield Api(ground, caller, ids)
        ground.run(caller.client.aclose())


async def _prepared(ground: Ground) -> tuple[Caller, dict[str, list[str]]]:
    world = ground.world
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    case = await until_open(world, "objection")
    assert case.proceeding.notice is not None
    return on_world(world, ground.folder), {
        "case_id": [case.id],
        "task_id": [task.id for task in case.tasks],
        "name": ["object", "record", "withdraw", "correct", "reject"],
        "notice_id": [case.proceeding.notice.id],
        "programme": ["zone"],
        "path": ["proceeding.notice.last_day"],
        "key": ["zone-notice"],
        "park_id": [case.park.id],
    }


def _operations() -> list[Any]:
    schema = schemathesis.openapi.from_dict(openapi(app))
    return [found.ok() for found in schema.get_all_operations()]


OPERATIONS = {operation.definition.raw["operationId"]: operation for operation in _operations()}


@pytest.mark.filterwarnings("ignore:Do not use the `random` module")  # the engine does, in its own thread
@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - OWN_TIME))
def test_no_request_breaks_it_and_a_refused_one_changes_nothing(api: Api, name: str) -> None:
    operation = OPERATIONS[name]
    moderate = settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    valid = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    strategies = [valid]
    if list(operation.iter_parameters()) or operation.body:
        strategies.append(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))

    @given(case=st.one_of(strategies), number=st.integers(0, 2**32 - 1))
    @moderate
    def holds(case: Case, number: int) -> None:
        dice = Random(number)
        for parameter in case.path_parameters or {}:
            if parameter in api.ids and dice.random() < 0.6:
                case.path_parameters[parameter] = dice.choice(api.ids[parameter])
        _holds(api, case, dice.choice(ROLES))

    holds()


def _holds(api: Api, case: Case, account: str | None) -> None:
    for _ in range(6):
        before = api.state()
        response = api.call(case, account)
        told = f"{account} {case.method} {case.formatted_path} {case.query} {case.body!r}: {response.text[:800]}"
        assert response.status_code < 500, told
        case.validate_response(response, checks=CHECKS)
        if response.status_code < 400:
            return
        _is_a_problem(response, told)
        if api.state() == before:
            return
        # The platform's own clocks may still be at work on what came before: once more, on quiet ground.
    raise AssertionError(f"a refused request changed the register: {told}")


def _is_a_problem(response: httpx2.Response, told: str) -> None:
    assert response.headers["content-type"] == "application/problem+json", told
    problem = response.json()
    assert CHINESE.search(problem["detail"] or problem["title"]), told
    if response.status_code in {403, 409}:
        assert problem["basis"], told
