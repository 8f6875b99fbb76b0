"""第二十二条 任何单位或个人: who objected is known to the register alone (R-22-6), from receipt to withdrawal."""

from pathlib import Path

import pytest
from sqlalchemy import select

from db.models import Base, Objection
from domain.zone.case import Stage
from tests.support import forms
from tests.support.spoken import spoken
from tests.support.web import on_world
from tests.support.world import World
from tests.support.zone_cases import start_creation, until_open

pytestmark = pytest.mark.served

NAME, CONTACT = "举报人赵六", "13912345678"


@pytest.mark.article("zone:22#2")
async def test_who_objected_stands_in_one_row_of_the_register_and_nowhere_else(world: World, tmp_path: Path) -> None:
    web = on_world(world, tmp_path)
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    [notice] = (await web.get("/public/notices")).json()["items"]
    body = {"grounds": "指标不实", "name": NAME, "contact": CONTACT}
    path, headers = f"/public/notices/{notice['id']}/objections", {"Idempotency-Key": "k-1"}
    first = await web.post(path, json=body, headers=headers)
    assert (first.status_code, first.json()["status"]) == (201, "incomplete"), first.text
    receipt = first.json()
    again = await web.post(path, json=body, headers=headers)
    assert again.json() == receipt
    number, code = receipt["receipt_number"], receipt["code"]
    file = (await web.post("/public/files", files={"file": ("材料.pdf", b"%PDF-1.7\n")})).json()["id"]
    supplied = await web.post(f"/public/objections/{number}/evidence", json={"evidence": [file]})
    assert supplied.json()["status"] == "accepted", supplied.text
    wrong = await web.post(f"/public/objections/{number}/withdrawal", json={"code": "AAAAAAAAAA"})
    assert (wrong.status_code, wrong.json()["basis"][0]["key"]) == (403, "zone:22#2")
    withdrawn = await web.post(f"/public/objections/{number}/withdrawal", json={"code": code.lower()})
    assert withdrawn.json()["status"] == "withdrawn", withdrawn.text
    twice = await web.post(f"/public/objections/{number}/withdrawal", json={"code": code})
    assert twice.status_code == 409
    assert "已由异议人撤回" in twice.json()["detail"]

    described = str((await world.handle.describe()).raw_description)
    history = await spoken((await world.handle.fetch_history()).to_json_dict())
    assert any("指标不实" in each for each in history), "what is said in the history can be read here"
    told = [*history, described, *[str(mail) for mail in world.mail.mails]]
    async with world.register.read() as session:
        row = (await session.scalars(select(Objection))).one()
        assert (row.objector_name, row.objector_contact) == (NAME, CONTACT)
        assert code not in row.code_hash
        for table in Base.metadata.sorted_tables:
            if table.name != Objection.__tablename__:
                told += [str(tuple(each)) for each in await session.execute(select(table))]
    assert not [each for each in told if NAME in each or CONTACT in each or code in each]
