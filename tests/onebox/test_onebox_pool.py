"""The demonstration has a pool of experts from which a panel can be drawn, and a tie that can be seen."""

from pathlib import Path

from config import Environment, Settings
from db.models import Organisation
from db.queries import experts
from db.session import Register
from domain.procedure.expert_evaluation import ExpertPool, draw
from onebox.people import POOL
from onebox.seed import plant_register


async def test_the_pool_is_planted_once_and_a_bureau_of_a_project_keeps_its_own_experts_off_the_panel(
    sqlite_url: str, tmp_path: Path
) -> None:
    settings = Settings(env=Environment.SANDBOX, data_dir=tmp_path, database_url=sqlite_url)
    await plant_register(settings)
    register = Register(sqlite_url)
    async with register.write() as session:
        row = await experts.entry(session, "expert-1")
        assert row
        experts.leave(row, row.entered_at)
    await plant_register(settings)
    async with register.read() as session:
        pool = await experts.pool(session)
        assert pool == [expert for expert, _ in POOL[1:]], "who left stays away at the next start"
        for each in pool:
            assert (await session.get_one(Organisation, each.organisation)).name == each.name
            assert "示例" in each.name
        bureau = (await session.get_one(Organisation, "city-jinhu")).name
    panel = draw(ExpertPool(experts=tuple(pool), seed="0"), 3, lambda each: bureau if each.employer == bureau else None)
    assert panel
    assert [each.expert for each in panel.excluded] == ["expert-6"]
    await register.dispose()
