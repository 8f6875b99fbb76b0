"""Names are found by their pinyin, dates by their days: kept with every case, and written to those there before."""

import pytest
import sqlalchemy as sa
from alembic import command

from db.models import Case, Park
from db.pinyin import search_key, typed_key
from db.queries.lineage import write_identity
from db.schema import blocking, configuration, upgrade
from db.session import Register
from domain.dates import local_date
from tests.support.web import NOW, Web, a_case


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("示例一号园区", "slyhyq shiliyihaoyuanqu"),
        ("重庆高新技术产业园", "cqgxjscyy chongqinggaoxinjishuchanyeyuan"),
        ("A1（北区） 厦门", "a1bqxm a1beiquxiamen"),
        ("朱镕山、堃玥", "zrsky zhurongshankunyue"),
        ("", " "),
    ],
)
def test_the_key_of_a_name_is_its_initials_and_its_pinyin(name: str, key: str) -> None:
    assert search_key(name) == key


def test_what_is_typed_in_letters_is_looked_for_in_keys_and_chinese_is_not() -> None:
    assert (typed_key("SLYH"), typed_key("shi li"), typed_key("一号yq"), typed_key("%_")) == ("slyh", "shili", "", "")


async def test_a_park_that_changes_its_name_is_found_by_the_new_one(web: Web) -> None:
    park = a_case("js-1", 1, NOW).park.model_copy(update={"name": "长江新区"})
    async with web.register.write() as session:
        await write_identity(session, park, local_date(NOW), "苏市监〔2025〕1号")
    async with web.register.read() as session:
        assert (await session.get_one(Park, "js-1")).name_key == "cjxq changjiangxinqu"
    await web.save(a_case("js-1", 1, NOW).model_copy(update={"park": park}))
    async with web.register.read() as session:
        assert (await session.get_one(Case, "zone-js-1-case-1")).name_key == "cjxq changjiangxinqu"


async def test_what_was_there_before_gets_its_keys_and_days_with_the_migration(web: Web) -> None:
    await web.add_notice()
    url = web.services.settings.database
    await web.register.dispose()
    command.downgrade(configuration(url), "0021")
    engine = sa.create_engine(blocking(url))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE parks SET name_key = ''"))
    engine.dispose()
    upgrade(url)
    again = Register(url)
    async with again.read() as session:
        assert set(await session.scalars(sa.select(Case.name_key))) == {"slyhyq shiliyihaoyuanqu"}
        assert set(await session.scalars(sa.select(Case.days))) == {"2025-10-15"}
        assert "slehyq shilierhaoyuanqu" in set(await session.scalars(sa.select(Park.name_key)))
    await again.dispose()
