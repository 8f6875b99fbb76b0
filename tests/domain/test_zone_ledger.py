"""第六条、第十四条、第十八条、第二十五条、第二十六条: who enters what of the standing duties, and while what."""

from datetime import date

import pytest

from domain.ledger import CaseLine, DeedForm, refuse_entry, refuse_keeping, refuse_stage
from domain.programmes import PROGRAMMES, ZONE
from domain.refusal import RefusalKind
from domain.zone.case import BEFORE_RECOGNITION, TITLE, Stage
from services.regulations import article_text
from tests.support.accounts import ORGANISATIONS, actor
from tests.support.ledgers import RECOGNISED, a_zone

LINES = {line.key: line for line in ZONE.ledger}
EACH_LINE = pytest.mark.parametrize("line", LINES.values(), ids=LINES)
NATIONAL = {"samr", "mara", "mofcom", "mct", "cnipa"}
BEFORE_CREATION = {Stage.APPLICATION, Stage.NOMINATION, Stage.LEADING_GROUP_DECLINED, Stage.APPROVAL}
OPEN = BEFORE_RECOGNITION | TITLE
NAMED: list[tuple[str, list[str], set[str], set[Stage]]] = [
    ("zone:6#1", ["统筹推动"], {"lsg-js"}, set(OPEN)),
    ("zone:6#2", ["宣传发动", "遴选把关", "政策指导", "培育引导"], {"prov-js"}, set(OPEN)),
    ("zone:6#3", ["质量提升、品牌建设规划", "各项政策措施", "充分调动园区企业积极性"], {"park-js-1"}, set(OPEN)),
    ("zone:14", ["良好实践", "创新成果"], {"park-js-1"}, set(OPEN)),
    ("zone:18#3", ["政策支持", "工作指导"], {"prov-js"}, OPEN - BEFORE_CREATION),
    (
        "zone:25.1#1",
        [
            "质量基础设施布局建设",
            "制修订相关国家标准和行业标准",
            "设立商标品牌指导站",
            "质量融资增信和知识产权质押融资服务",
            "人才培育、品牌宣传推广",
        ],
        NATIONAL,
        {Stage.IN_TERM},
    ),
    ("zone:25.1#2", ["实施激励"], NATIONAL, {Stage.IN_TERM}),
    (
        "zone:25.2",
        ["质量发展资金安排", "重点项目建设", "科研项目攻关", "人才引进"],
        {"prov-js"},
        {Stage.IN_TERM},
    ),
    ("zone:26#1", ["总结提炼", "示范应用"], {"park-js-1"}, {Stage.IN_TERM}),
    ("zone:26#2", ["宣传推广"], {*NATIONAL, "prov-js"}, {Stage.IN_TERM}),
]
"""Sentence → what it names, who enters it in a case in 江苏, and the stages in which they do."""
EACH_PLACE = pytest.mark.article(
    "zone:6#1",
    "zone:6#2",
    "zone:6#3",
    "zone:14",
    "zone:18#3",
    "zone:25.1#1",
    "zone:25.1#2",
    "zone:25.2",
    "zone:26#1",
    "zone:26#2",
)
WHO = {place: who for place, _, who, _ in NAMED}
WHEN = {place: stages for place, _, _, stages in NAMED}


def form(on: date = date(2025, 10, 9), rule: str = "国办发〔2018〕1号") -> DeedForm:
    return DeedForm(on=on, what="派出专家现场指导。", rule=rule)


@EACH_PLACE
def test_every_duty_the_text_names_without_a_day_is_a_line_in_its_order() -> None:
    named = [(place, name) for place, names, _, _ in NAMED for name in names]
    assert [(line.place, line.name) for line in ZONE.ledger] == named
    assert len(LINES) == len(ZONE.ledger), "no key twice"
    assert [key for key, programme in PROGRAMMES.items() if programme.ledger] == ["zone"]


@EACH_PLACE
@EACH_LINE
def test_name_and_words_of_a_line_stand_in_the_sentence_it_cites(line: CaseLine) -> None:
    assert line.words in article_text(line.place)
    assert line.name in line.words


@EACH_PLACE
@EACH_LINE
def test_whoever_the_sentence_names_enters_and_nobody_else(line: CaseLine) -> None:
    refused = {each: refuse_keeping(line, a_zone(), actor(each)) for each in ORGANISATIONS}
    assert {each for each, refusal in refused.items() if refusal is None} == WHO[line.place]
    assert {(each.kind, each.basis) for each in refused.values() if each} == {(RefusalKind.WRONG_ACTOR, line.basis)}
    for each in refused.values():
        assert each is None or line.kept_by(a_zone()) in each.text


@EACH_PLACE
@EACH_LINE
def test_a_line_is_kept_while_the_case_is_in_its_stages(line: CaseLine) -> None:
    """The standing duties and good practice while the case is open, support of the creation from its approval on, all
    of 第二十五条 and 第二十六条 in the term alone; after a revocation nothing."""
    refused = {stage: refuse_stage(line, a_zone(stage)) for stage in Stage}
    assert {stage for stage, refusal in refused.items() if refusal is None} == WHEN[line.place]
    for stage, refusal in refused.items():
        if refusal:
            assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_STAGE, line.basis)
            assert stage.label in refusal.text


@pytest.mark.article("zone:26#2", "zone:6#2")
@pytest.mark.parametrize("key", ["promotion", "cultivation"])
@pytest.mark.parametrize(
    ("on", "taken"),
    [(date(2028, 2, 28), True), (date(2028, 2, 29), True), (date(2028, 3, 1), False)],
)
def test_what_was_done_is_entered_from_its_day_on_and_never_too_late(key: str, on: date, taken: bool) -> None:
    refusal = refuse_entry(LINES[key], a_zone(), form(on), today=date(2028, 2, 29))
    assert (refusal is None) is taken
    assert refusal is None or (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, LINES[key].basis)


@pytest.mark.article("zone:18#3", "zone:25.1#1", "zone:25.2", "zone:26#1")
@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("work_guidance", date(2024, 4, 1)),
        ("funds", RECOGNISED),
        ("standards", RECOGNISED),
        ("demonstration_use", RECOGNISED),
    ],
)
def test_support_before_there_was_anything_to_support_is_none(key: str, first: date) -> None:
    """That of the creation from the approval on, that of a zone from its recognition on."""
    before = first.replace(day=first.day - 1) if first.day > 1 else date(2024, 3, 31)
    refusal = refuse_entry(LINES[key], a_zone(), form(before), today=date(2025, 10, 9))
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, LINES[key].basis)
    assert refuse_entry(LINES[key], a_zone(), form(first), today=date(2025, 10, 9)) is None
    taken_over = a_zone(approved_on=None, recognised_on=None)
    assert refuse_entry(LINES[key], taken_over, form(before), today=date(2025, 10, 9)) is None, "no day is known"


@pytest.mark.article("zone:25.1#2")
def test_an_incentive_names_the_rule_it_rests_on() -> None:
    refusal = refuse_entry(LINES["incentives"], a_zone(), form(rule=""), today=date(2025, 10, 9))
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:25.1#2",))
    assert refuse_entry(LINES["incentives"], a_zone(), form(), today=date(2025, 10, 9)) is None


@pytest.mark.article("zone:25.1#1")
def test_no_other_line_asks_for_a_rule() -> None:
    for line in ZONE.ledger:
        if line.key != "incentives":
            assert refuse_entry(line, a_zone(), form(rule=""), today=date(2025, 10, 9)) is None, line.key
