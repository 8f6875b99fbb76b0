"""What the register keeps of a park's names and bodies, and what it finds along its lineage."""

from datetime import date

import pytest
from alembic import command
from sqlalchemy import text

from db.models import Park, ParkBody, ParkSuccession, StoredFile
from db.queries import lineage, parks
from db.schema import configuration, upgrade
from db.session import Register
from domain.zone.case import Park as ParkFacts
from tests.support.accounts import add_people
from tests.support.web import NOW

PARK = ParkFacts(
    id="js-1",
    name="示例一号园区",
    region="320500",
    region_name="江苏省",
    organisation="park-js-1",
    creating_body="示例一号园区管理委员会",
)
RENAMED = PARK.model_copy(update={"name": "示例新园区"})
ON = date(2025, 10, 9)


@pytest.fixture
async def peopled(register: Register) -> Register:
    await add_people(register, NOW)
    return register


async def history(register: Register) -> list[tuple[str, str | None, str | None]]:
    async with register.read() as session:
        rows = await lineage.identities_of(session, "js-1")
    return [(row.name, row.from_day and str(row.from_day), row.until_day and str(row.until_day)) for row in rows]


@pytest.mark.scenario("C20")
async def test_a_new_name_closes_the_old_one_and_is_kept_with_its_document(peopled: Register) -> None:
    async with peopled.write() as session:
        assert await lineage.write_identity(session, RENAMED, ON, "苏政函〔2025〕12号")
    assert await history(peopled) == [("示例一号园区", None, "2025-10-08"), ("示例新园区", "2025-10-09", None)]
    async with peopled.read() as session:
        row = await session.get_one(Park, "js-1")
        last = (await lineage.identities_of(session, "js-1"))[-1]
    assert row.name == "示例新园区"
    assert (last.change, last.document_number) == ("名称由“示例一号园区”变更为“示例新园区”", "苏政函〔2025〕12号")


async def test_writing_what_is_known_changes_nothing(peopled: Register) -> None:
    async with peopled.write() as session:
        assert not await lineage.write_identity(session, PARK, ON, "无")
        assert await lineage.write_identity(session, RENAMED, ON, "甲")
        await session.flush()
        assert not await lineage.write_identity(session, RENAMED, ON, "甲")
    assert len(await history(peopled)) == 2


async def test_a_park_the_register_does_not_hold_changes_nothing(peopled: Register) -> None:
    unknown = PARK.model_copy(update={"id": "none"})
    async with peopled.write() as session:
        assert not await lineage.write_identity(session, unknown, ON, "甲")


async def test_two_changes_of_one_day_and_one_told_late_leave_no_gap_and_no_overlap(peopled: Register) -> None:
    third, fourth = (PARK.model_copy(update={"name": name}) for name in ("示例三园区", "示例四园区"))
    async with peopled.write() as session:
        for park, on in ((RENAMED, ON), (third, ON), (fourth, date(2025, 9, 1))):
            await lineage.write_identity(session, park, on, "甲")
            await session.flush()
    assert [
        (until, since)
        for (_, _, until), (_, since, _) in zip(await history(peopled), (await history(peopled))[1:], strict=False)
    ] == [
        ("2025-10-08", "2025-10-09"),
        ("2025-10-09", "2025-10-09"),
        ("2025-10-09", "2025-10-09"),
    ]


async def test_a_new_creating_body_acts_in_the_place_of_the_old_one(peopled: Register) -> None:
    moved = PARK.model_copy(update={"organisation": "park-zj-1", "creating_body": "示例二号园区管理委员会"})
    async with peopled.write() as session:
        await parks.add_body(session, "js-1", "park-js-1")
        await lineage.write_identity(session, moved, ON, "甲")
    async with peopled.read() as session:
        assert [park.id for park in await parks.parks_of(session, "park-js-1")] == []
        assert [park.id for park in await parks.parks_of(session, "park-zj-1")] == ["js-1", "zj-1"]


@pytest.mark.article("zone:3")
async def test_a_park_may_have_two_bodies_the_creating_body_first(peopled: Register) -> None:
    async with peopled.write() as session:
        await parks.add_body(session, "js-1", "park-zj-1")
        await session.flush()
        await parks.add_body(session, "js-1", "park-zj-1")
    async with peopled.read() as session:
        park = await session.get_one(Park, "js-1")
        assert [body.id for body in await parks.bodies_of(session, park)] == ["park-js-1", "park-zj-1"]
        assert [each.id for each in await parks.parks_of(session, "park-zj-1")] == ["js-1", "zj-1"]


async def test_a_park_is_found_by_its_present_and_its_former_names_within_its_region(peopled: Register) -> None:
    async with peopled.write() as session:
        await lineage.write_identity(session, RENAMED, ON, "甲")
    async with peopled.read() as session:
        found = [
            await parks.named_alike(session, name, region)
            for name, region in (
                ("示例 新 园区", "320500"),
                ("示例一号园区", "320500"),
                ("示例新园区", "320600"),
                ("示例五号园区", "320500"),
            )
        ]
    assert [park.id if park else None for park in found] == ["js-1", "js-1", None, None]


async def test_successions_are_read_up_to_a_day(peopled: Register) -> None:
    async with peopled.write() as session:
        session.add(
            StoredFile(
                id="f",
                sha256="0",
                name="批复.pdf",
                media_type="application/pdf",
                size=1,
                uploaded_by="samr",
                uploaded_at=NOW,
            )
        )
        session.add(
            ParkSuccession(
                id="s",
                kind="split",
                predecessor_id="js-1",
                successor_id="zj-1",
                on=ON,
                document_number="甲",
                file_id="f",
                entered_by="samr",
                entered_at=NOW,
            )
        )
    async with peopled.read() as session:
        assert set(await lineage.ancestors_of(session, "zj-1", ON)) == {"js-1"}
        assert await lineage.ancestors_of(session, "zj-1", date(2025, 10, 8)) == {}
        assert set(await lineage.ancestors_of(session, "zj-1")) == {"js-1"}


async def test_parks_of_an_older_register_get_their_first_identity_and_body(register_url: str) -> None:
    register = Register(register_url)
    await add_people(register, NOW)
    await register.dispose()
    command.downgrade(configuration(register_url), "0005")
    upgrade(register_url)
    register = Register(register_url)
    async with register.read() as session:
        assert await session.get(ParkBody, ("js-1", "park-js-1"))
        assert (await session.execute(text("SELECT count(*) FROM park_identities"))).scalar_one() == 2
    assert await history(register) == [("示例一号园区", None, None)]
    await register.dispose()


@pytest.mark.article("zone:3#2")
async def test_a_body_that_takes_over_is_that_of_the_identity_reported_before_and_again_is_harmless(
    peopled: Register,
) -> None:
    reported = PARK.model_copy(update={"creating_body": "示例二号园区管理委员会"})
    settled = reported.model_copy(update={"organisation": "park-zj-1"})
    async with peopled.write() as session:
        await parks.add_body(session, "js-1", "park-js-1")
        await lineage.write_identity(session, reported, ON, "苏政函〔2025〕12号")
    for _ in range(2):
        async with peopled.write() as session:
            await lineage.hand_over(session, settled, "park-js-1")
    async with peopled.read() as session:
        rows = await lineage.identities_of(session, "js-1")
        assert [(row.organisation_id, row.creating_body) for row in rows] == [
            ("park-js-1", "示例一号园区管理委员会"),
            ("park-zj-1", "示例二号园区管理委员会"),
        ]
        assert [park.id for park in await parks.parks_of(session, "park-js-1")] == []
        assert [park.id for park in await parks.parks_of(session, "park-zj-1")] == ["js-1", "zj-1"]
