"""第四十二条: what the regulation is called, and how its places are numbered, before and after its promulgation."""

from datetime import date, datetime
from typing import Any

import pytest

from domain.citation import Citation
from domain.edition import Edition, sources
from domain.programmes import edition_of
from domain.province.art42_versions import begin, entry
from domain.province.parts import TextVersion
from domain.roles import Actor, Role
from tests.support.province_cases import SHIFTED, a_regulation

pytestmark = pytest.mark.article("province:42")
OPS = Actor(id="ops", role=Role.OPS, organisation="ops")
NOW = datetime.fromisoformat("2025-05-15T02:00+00:00")
ADOPTED = "湖北省质量促进条例（2025年通过）"


def a_text(moves: list[dict[str, str]], **facts: Any) -> TextVersion:
    known = {
        "document_number": "示例公告第12号",
        "issuer": "湖北省人民代表大会常务委员会",
        "adopted_on": date(2025, 3, 28),
        "effective_on": date(2025, 5, 15),
        "moves": {each["old"]: each["new"] for each in moves},
        "recorded_by": OPS,
    }
    return TextVersion.model_validate(known | facts)


def read(*texts: TextVersion, begun: int = 0) -> Edition | None:
    case = a_regulation(NOW, versions=list(texts), texts_begun=begun)
    return edition_of(case.model_dump(mode="json"))


def test_before_the_promulgation_places_are_those_of_the_draft() -> None:
    assert read() is None
    assert sources((Citation("province:30.1"),), None) == ["《湖北省质量促进条例（草案）》第三十条第一款"]


def test_from_the_promulgation_on_people_read_the_adopted_title_and_number_and_the_key_stays() -> None:
    found = read(a_text(SHIFTED, title=ADOPTED))
    basis = (Citation("province:30.1"), Citation("province:4"), Citation("zone:7"))
    assert sources(basis, found) == [
        f"《{ADOPTED}》第三十二条第一款、第四条",
        "《全国质量品牌提升示范区管理办法（试行）》第七条",
    ]
    assert basis[0] == "province:30.1"
    assert found is not None
    assert found.place(Citation("province:38.2#1")) == "第四十条第二款第一句"


def test_an_amendment_is_read_from_its_own_day_on_not_before() -> None:
    second = a_text([{"old": "32", "new": "40.2"}, {"old": "42", "new": ""}], document_number="示例公告第20号")
    before, after = read(a_text(SHIFTED), second, begun=1), read(a_text(SHIFTED), second, begun=2)
    assert before is not None
    assert after is not None
    assert before.place(Citation("province:30")) == "第三十二条"
    assert after.place(Citation("province:30")) == "第四十条第二款"
    assert after.place(Citation("province:40")) == "草案第四十条（现行文本已无此条款）"


def test_words_quoted_from_the_draft_say_where_they_stood_in_it() -> None:
    found = read(a_text(SHIFTED))
    assert found is not None
    told = found.told(entry(date(2025, 5, 15)))
    assert told.lines[0].text.startswith("第四十四条（草案第四十二条）：“本条例自")
    assert told.lines[0].citation == "province:42"
    assert found.quoted(Citation("province:4")) == "第四条"


def test_the_case_bears_the_title_of_the_text_in_force() -> None:
    case = a_regulation(NOW, versions=[a_text([], title=ADOPTED)])
    begin(case, NOW)
    assert case.subject_name == ADOPTED


def test_a_text_stored_before_titles_were_kept_is_the_regulation() -> None:
    stored = a_text([]).model_dump(mode="json", exclude={"title"})
    found = edition_of({"programme": "province-government", "versions": [stored]})
    assert found is not None
    assert found.title == "湖北省质量促进条例"
