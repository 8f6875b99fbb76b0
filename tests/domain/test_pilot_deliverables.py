"""三、六（一） What the plan names as the five bureaus' own work, word for word; and who enters what was done."""

from datetime import date

import pytest

from domain.pilot.deliverable_ledger import Progress, ProgressForm, refuse_entry, refuse_keeping, refuse_reading
from domain.pilot.deliverables import BASIS, DELIVERABLES
from domain.pilot.provinces import NAMES
from domain.refusal import RefusalKind
from domain.roles import Actor, Role
from services.regulations import article_text
from tests.support.pilot_cases import pilot_actor

pytestmark = pytest.mark.article("pilot:3(1)", "pilot:3(2)", "pilot:3(3)", "pilot:3(4)", "pilot:3(5)", "pilot:6(1)")

NAMED = [
    ("pilot:3(1)", ["建设指南", "质量竞争力评价", "质量发展指数测算", "重点产品质量攻关", "质量提升模式提炼"]),
    ("pilot:3(2)", ["质量专家学术成果交流", "卓越质量实践分享", "质量技术基础协同服务应用交流"]),
    ("pilot:3(3)", ["质量专家库", "首席质量官培训", "在线质量教育", "质量教育进党校", "人员评价制度"]),
    ("pilot:3(4)", ["高质量发展样板"]),
    ("pilot:3(5)", ["质量标杆企业"]),
    ("pilot:6(1)", ["试点评价细则", "试点评估方案"]),
]
"""Section → what it is the first to name, in the order of the plan."""


def test_every_deliverable_the_plan_names_is_there_once_in_its_order() -> None:
    found = [(each.section, each.name) for each in DELIVERABLES.values()]
    named = [(section, words) for section, names in NAMED for words in names]
    assert [section for section, _ in found] == [section for section, _ in named]
    assert [words for (_, name), (_, words) in zip(found, named, strict=True) if words not in name] == []
    assert [section for section, _ in NAMED] == list(BASIS)


@pytest.mark.parametrize("item", DELIVERABLES.values(), ids=lambda item: item.key)
def test_name_and_words_of_a_deliverable_stand_in_the_place_it_cites(item: object) -> None:
    for each in item.places:  # type: ignore[attr-defined]
        assert each.words in article_text(each.place)
        assert each.name in each.words or each.name in article_text(each.place)


def test_what_two_sections_name_is_one_deliverable_with_both_places() -> None:
    several = {key: each.basis for key, each in DELIVERABLES.items() if len(each.places) > 1}
    assert several == {
        "construction_guide": ("pilot:3(1)", "pilot:6(1)"),
        "improvement_patterns": ("pilot:3(1)", "pilot:3(5)"),
    }


@pytest.mark.parametrize("account", NAMES)
def test_any_of_the_five_enters_what_was_done(account: str) -> None:
    assert refuse_keeping(pilot_actor(account), BASIS) is None


@pytest.mark.parametrize(
    ("actor", "reads"),
    [
        (Actor(id="a", role=Role.PROVINCIAL_REGULATOR, organisation="prov-hb", jurisdiction="420000"), True),
        (pilot_actor("city-jia"), True),
        (Actor(id="a", role=Role.OPS, organisation="ops"), True),
        (Actor(id="a", role=Role.SUPERVISOR, organisation="supervisor"), True),
        (pilot_actor("expert-1"), False),
        (Actor(id="a", role=Role.CREATING_BODY, organisation="park-js-1", jurisdiction="320500"), False),
    ],
)
def test_nobody_else_enters_anything_and_officials_read(actor: Actor, reads: bool) -> None:
    refusal = refuse_keeping(actor, BASIS)
    assert refusal
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, BASIS)
    assert (refuse_reading(actor) is None) is reads


@pytest.mark.parametrize(
    ("on", "taken"),
    [
        (date(2024, 2, 28), True),
        (date(2024, 2, 29), True),
        (date(2024, 3, 1), False),
        (date(2020, 8, 17), True),
    ],
)
def test_what_was_done_is_entered_from_its_day_on_and_never_too_late(on: date, taken: bool) -> None:
    form = ProgressForm(on=on, what="形成初稿", progress=Progress.ONGOING)
    refusal = refuse_entry(form, BASIS, today=date(2024, 2, 29))
    assert (refusal is None) is taken
    assert refusal is None or refusal.kind is RefusalKind.NOT_YET
