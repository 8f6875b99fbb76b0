"""R-5-4 through the API: who acted on a matter for one body is not let act on it for another."""

import pytest

from db.models import Account, TaskRow
from domain.roles import Audience, Role
from domain.zone.case import ZoneCase
from tests.support.accounts import ORGANISATIONS
from tests.support.substitutions import entered
from tests.support.web import ON_BOTH_DATABASES, Web

pytestmark = pytest.mark.article("zone:5", "zone:17.1")

PROVINCE = Audience(role=Role.PROVINCIAL_REGULATOR, region="320500")
APPRAISAL = (("provincial_appraisal", PROVINCE),)


async def held_by_person(web: Web, persons: dict[str, str]) -> None:
    """Whose accounts these are: account → natural person."""
    async with web.register.write() as session:
        for account, person in persons.items():
            (await session.get_one(Account, account)).person = person


async def keep_out(web: Web, case: ZoneCase, excluded: str) -> None:
    """The one task of the case excludes them."""
    async with web.register.write() as session:
        (await session.get_one(TaskRow, case.tasks[0].id)).excluded = excluded


@ON_BOTH_DATABASES
@pytest.mark.parametrize("excluded", ["|lsg-js|", "|person-1|"], ids=["by account", "by person"])
async def test_who_acted_for_one_body_is_not_let_act_for_another_in_its_stead(web: Web, excluded: str) -> None:
    """R-5-4: the order stands, and does not serve this task."""
    order = await entered(web, "prov-js", "lsg-js", substitute_office=ORGANISATIONS["lsg-js"][0])
    assert order.status_code == 201
    await held_by_person(web, {"lsg-js": "person-1"})
    case = await web.add_case(asks=APPRAISAL)
    assert len((await web.get("/tasks", "lsg-js")).json()["items"]) == 1
    await keep_out(web, case, excluded)
    assert (await web.get("/tasks", "lsg-js")).json()["items"] == []
    path = f"/tasks/{case.tasks[0].id}/actions/decline"
    refused = await web.post(path, "lsg-js", json={"data": {"reasons": "条件不足。"}})
    assert refused.status_code == 403
    assert "代理人本人已参与此前办理，或者已代表其他单位办理同一事项" in refused.json()["detail"]
    assert [each["key"] for each in refused.json()["basis"]] == ["zone:17.1"]
    assert len((await web.get("/tasks", "prov-js")).json()["items"]) == 1


async def test_a_second_account_of_the_same_person_finds_nothing_they_must_keep_out_of(web: Web) -> None:
    case = await web.add_case(asks=APPRAISAL)
    await held_by_person(web, {"prov-js": "person-1"})
    await keep_out(web, case, "|person-1|")
    assert (await web.get("/tasks", "prov-js")).json()["items"] == []
