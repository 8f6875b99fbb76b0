"""Where a park stands: bars that reach it along its lineage, live cases of the same area, by day and by policy."""

from datetime import date
from typing import Any

import pytest

from db.models import ParkSuccession, StoredFile
from db.session import Register
from domain.dates import end_of, start_of
from domain.policy import ZonePolicy
from domain.zone.art27_reapplication_bar import refuse_application
from domain.zone.case import Stage
from domain.zone.parts import Revocation, RevocationStage
from domain.zone.standing import Standing
from services.standing import standing_of
from tests.support.accounts import add_people
from tests.support.web import NOW, a_case
from tests.support.zone_cases import case_row

REVOKED_ON, LAST = date(2026, 4, 30), date(2029, 4, 30)
SPLIT_ON = date(2027, 3, 1)


@pytest.fixture
async def peopled(register: Register) -> Register:
    await add_people(register, NOW)
    async with register.write() as session:
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
    return register


async def add_case(register: Register, park: str, stage: Stage, *, closed: bool = False, **facts: Any) -> None:
    case = a_case(park, 1, NOW, stage=stage, **facts)
    async with register.write() as session:
        session.add(case_row(case, closed_at=NOW if closed else None))


async def revoke(register: Register, park: str = "js-1", *, over: bool = False) -> None:
    revocation = Revocation(
        stage=RevocationStage.PUBLICATION,
        ground="重大安全事故",
        facts="示例",
        opened_on=date(2026, 3, 1),
        decided_on=REVOKED_ON,
    )
    stage = Stage.BAR_ENDED if over else Stage.REVOKED
    await add_case(register, park, stage, closed=over, revocation=revocation)


async def succeed(register: Register, kind: str, predecessor: str, successor: str, on: date = SPLIT_ON) -> None:
    async with register.write() as session:
        session.add(
            ParkSuccession(
                id=f"{predecessor}-{successor}-{on}",
                kind=kind,
                predecessor_id=predecessor,
                successor_id=successor,
                on=on,
                document_number="甲",
                file_id="f",
                entered_by="samr",
                entered_at=NOW,
            )
        )


async def standing(
    register: Register, park: str, body: str = "", on: date = date(2028, 1, 1), asking: str = "", **policy: Any
) -> Standing:
    async with register.read() as session:
        return await standing_of(session, park, body or f"park-{park}", on, ZonePolicy.model_validate(policy), asking)


@pytest.mark.article("zone:27#3")
class TestTheBar:
    async def test_reaches_the_park_itself_to_the_end_of_its_last_day(self, peopled: Register) -> None:
        await revoke(peopled)
        found = await standing(peopled, "js-1")
        assert [(bar.deadline.date, bar.path, bar.case_id) for bar in found.bars] == [(LAST, "", "zone-js-1-case-1")]
        assert refuse_application(found, start_of(LAST))
        assert refuse_application(found, end_of(LAST)) is None

    async def test_goes_with_a_park_that_was_split_off_and_says_the_way(self, peopled: Register) -> None:
        await revoke(peopled)
        await succeed(peopled, "split", "js-1", "zj-1")
        found = await standing(peopled, "zj-1")
        assert [bar.path for bar in found.bars] == ["由示例一号园区2027年3月1日分立而来"]
        assert found.lineage == ("由示例一号园区2027年3月1日分立而来",)
        refusal = refuse_application(found, start_of(date(2028, 1, 1)))
        assert refusal is not None
        assert refusal.text.startswith("示例二号园区由示例一号园区2027年3月1日分立而来，示例一号园区的示范区认定已撤销")

    async def test_goes_with_a_merger(self, peopled: Register) -> None:
        await revoke(peopled)
        await succeed(peopled, "merger", "js-1", "zj-1")
        assert len((await standing(peopled, "zj-1")).bars) == 1

    async def test_does_not_reach_back_or_aside(self, peopled: Register) -> None:
        await revoke(peopled)
        await succeed(peopled, "split", "zj-1", "js-1")
        assert (await standing(peopled, "zj-1")).bars == ()

    async def test_does_not_go_with_a_strip_of_area(self, peopled: Register) -> None:
        await revoke(peopled)
        await succeed(peopled, "transfer_of_area", "js-1", "zj-1")
        assert (await standing(peopled, "zj-1")).bars == ()

    async def test_counts_a_succession_from_its_own_day(self, peopled: Register) -> None:
        await revoke(peopled)
        await succeed(peopled, "split", "js-1", "zj-1")
        assert (await standing(peopled, "zj-1", on=date(2027, 2, 28))).bars == ()
        assert len((await standing(peopled, "zj-1", on=SPLIT_ON)).bars) == 1

    async def test_stays_through_a_new_creating_body_by_the_reading_of_the_lineage(self, peopled: Register) -> None:
        await revoke(peopled)
        assert len((await standing(peopled, "js-1", "park-zj-1", bar_scope="lineage")).bars) == 1

    async def test_reaches_by_the_other_reading_the_body_that_had_applied_and_no_other(self, peopled: Register) -> None:
        await revoke(peopled)
        await succeed(peopled, "split", "js-1", "zj-1")
        for park in ("js-1", "zj-1"):
            assert len((await standing(peopled, park, "park-js-1", bar_scope="applicant")).bars) == 1
            assert (await standing(peopled, park, "park-zj-1", bar_scope="applicant")).bars == ()

    async def test_that_is_over_refuses_nobody(self, peopled: Register) -> None:
        await revoke(peopled, over=True)
        found = await standing(peopled, "js-1")
        assert len(found.bars) == 1
        assert refuse_application(found, end_of(LAST)) is None

    @pytest.mark.parametrize(("mode", "last"), [("corresponding", LAST), ("inclusive", date(2029, 4, 29))])
    async def test_is_counted_by_both_modes(self, peopled: Register, mode: str, last: date) -> None:
        await revoke(peopled)
        assert (await standing(peopled, "js-1", period_mode=mode)).bars[0].deadline.date == last


@pytest.mark.article("zone:3")
class TestTheLiveCase:
    @pytest.mark.parametrize(
        ("stage", "in_term"),
        [
            (Stage.APPLICATION, False),
            (Stage.PUBLIC_NOTICE, False),
            (Stage.ANNOUNCEMENT, True),
            (Stage.IN_TERM, True),
            (Stage.EXPIRED_PENDING_RENEWAL, True),
        ],
    )
    async def test_is_the_parks_own_in_creation_or_in_its_term(
        self, peopled: Register, stage: Stage, in_term: bool
    ) -> None:
        await add_case(peopled, "js-1", stage)
        found = await standing(peopled, "js-1")
        assert (found.live_case, found.in_term, found.live_path) == ("zone-js-1-case-1", in_term, "")

    async def test_is_none_once_closed_and_none_while_only_a_bar_runs(self, peopled: Register) -> None:
        await revoke(peopled)
        await add_case(peopled, "zj-1", Stage.WITHDRAWN, closed=True)
        assert [(await standing(peopled, park)).live_case for park in ("js-1", "zj-1")] == ["", ""]

    async def test_may_be_that_of_the_park_it_came_from_and_then_says_the_way(self, peopled: Register) -> None:
        await add_case(peopled, "js-1", Stage.IN_TERM)
        await succeed(peopled, "split", "js-1", "zj-1")
        found = await standing(peopled, "zj-1")
        assert (found.live_park, found.in_term) == ("示例一号园区", True)
        assert found.live_path == "由示例一号园区2027年3月1日分立而来"

    async def test_is_not_the_case_that_asks_which_hides_none_of_what_the_park_came_from(
        self, peopled: Register
    ) -> None:
        await add_case(peopled, "zj-1", Stage.APPLICATION)
        assert (await standing(peopled, "zj-1", asking="zone-zj-1-case-1")).live_case == ""
        await add_case(peopled, "js-1", Stage.IN_TERM)
        await succeed(peopled, "split", "js-1", "zj-1")
        assert (await standing(peopled, "zj-1")).live_case == "zone-zj-1-case-1"
        found = await standing(peopled, "zj-1", asking="zone-zj-1-case-1")
        assert (found.live_case, found.in_term) == ("zone-js-1-case-1", True)

    async def test_a_park_that_went_into_another_is_told_so(self, peopled: Register) -> None:
        await succeed(peopled, "merger", "js-1", "zj-1")
        assert (await standing(peopled, "js-1")).merged_into == "2027年3月1日，示例一号园区并入示例二号园区。"
        assert (await standing(peopled, "zj-1")).merged_into == ""


async def test_an_unknown_park_has_no_standing(peopled: Register) -> None:
    with pytest.raises(LookupError):
        await standing(peopled, "none")
