"""The figures of GB/T 9704-2012, measured in the finished PDF with a reader that shares nothing with the writer."""

from typing import Any

import pytest

from services.documents.content import Block, Content
from services.documents.kinds import KINDS
from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.wording import compose
from tests.support.pdf_page import Page, pages, symbols

CODE = "3f9a1c7e5b2d4f6a"
CHECK = f"https://zhicheng.example.gov.cn/verify/{CODE}"
LETTERS = [kind for kind in KINDS if compose(sample(kind)).form == "letter"]
SIZE = 15.75 * 25.4 / 72
"""3号 type in mm."""


PITCH = (225 - SIZE) / 21


def near(millimetres: float) -> Any:
    return pytest.approx(millimetres, abs=0.06)


def measured(content: Content) -> list[Page]:
    return pages(to_pdf(content))


def test_a_full_page_stands_within_the_text_area_22_lines_of_28_characters() -> None:
    content = compose(sample("creation_refusal"))
    page = measured(content.model_copy(update={"body": (Block(kind="p", text="国" * 28 * 60),)}))[1]
    signs = [each for each in page.glyphs if each.text == "国"]
    tops = sorted({round(each.top, 2) for each in signs})
    assert len(signs) == 22 * 28
    assert len(tops) == 22
    assert min(each.left for each in signs) == near(28)
    assert max(each.right for each in signs) == near(184)
    assert (min(tops), max(each.bottom for each in signs)) == (near(37), near(262))


def test_the_head_begins_35_mm_below_the_upper_edge_of_the_text_area() -> None:
    page = measured(compose(sample("creation_approval")))[0]
    assert page.found("市场监管总局文件")[0].top == near(37 + 35)


def test_the_red_rule_lies_4_mm_below_the_number_and_is_as_wide_as_the_text_area() -> None:
    page = measured(compose(sample("creation_approval")))[0]
    number = page.found("示创审〔2025〕12号")
    assert (page.rules[0].left, page.rules[0].right) == (near(28), near(184))
    assert page.rules[0].middle - number[0].bottom == near(4)
    assert (number[0].left + number[-1].right) / 2 == pytest.approx(106, abs=0.2)


def test_the_rules_of_the_imprint_close_the_text_area() -> None:
    page = measured(compose(sample("creation_approval")))[-1]
    first, inner, last = page.rules[-3:]
    assert [round(each.weight, 2) for each in (first, inner, last)] == [0.35, 0.25, 0.35]
    assert {(round(each.left, 1), round(each.right, 1)) for each in (first, inner, last)} == {(28.0, 184.0)}
    assert last.middle == near(262)
    assert (
        first.middle < page.found("抄送")[0].top < inner.middle < page.found("2025年10月9日印发")[0].top < last.middle
    )
    assert page.found("抄送")[0].left == near(28 + 14 * 25.4 / 72)


def test_page_numbers_stand_7_mm_below_the_text_area_odd_right_and_even_left() -> None:
    odd, even = (page.glyphs[-5:] for page in measured(compose(sample("creation_approval")))[:2])
    assert ("".join(each.text for each in odd), "".join(each.text for each in even)) == ("— 1 —", "— 2 —")
    assert odd[0].top == near(262 + 7)
    assert odd[-1].right == near(184 - 156 / 28)
    assert even[0].left == near(28 + 156 / 28)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_titled_a_letter_is_set_as_a_letter_and_nothing_else(kind: str) -> None:
    content = compose(sample(kind))
    assert (content.form == "letter") == content.title.endswith("函")
    if "函" in KINDS[kind].label:
        assert content.form == "letter"


@pytest.mark.parametrize("kind", LETTERS)
def test_the_head_and_the_red_double_rules_of_a_letter_stand_where_the_standard_wants_them(kind: str) -> None:
    content = compose(sample(kind))
    page = measured(content)[0]
    head = page.found(content.organ_head[0])
    upper, lower = page.rules[:2], page.rules[-2:]
    assert head[0].top == near(30)
    assert upper[0].middle - upper[0].weight / 2 - head[0].bottom == near(4)
    assert 297 - (lower[1].middle + lower[1].weight / 2) == near(20)
    assert [round(each.weight, 2) for each in (*upper, *lower)] == [0.7, 0.25, 0.25, 0.7]
    assert {(round(each.left, 1), round(each.width, 1)) for each in (*upper, *lower)} == {(20.0, 170.0)}


def test_the_number_of_a_letter_stands_flush_right_under_the_rule() -> None:
    page = measured(compose(sample("consultation_letter")))[0]
    number = page.found("示征函〔2025〕12号")
    assert number[-1].right == pytest.approx(184, abs=0.2)
    assert number[0].top - (page.rules[1].middle + page.rules[1].weight / 2) == near(SIZE * 7 / 8)


def test_page_one_of_a_letter_has_no_number_and_no_later_page_has_its_rules() -> None:
    found = measured(compose(sample("consultation_letter")))
    numbers = ["—" in page.text for page in found]
    assert numbers == [False, True, True]
    assert not any(rule.width == near(170) for page in found[1:] for rule in page.rules)


def test_the_text_of_a_letter_stays_on_the_grid() -> None:
    body = (Block(kind="p", text="囧" * 800),)
    content = compose(sample("consultation_letter", deadlines=())).model_copy(update={"body": body})
    for page in measured(content):
        for each in page.glyphs:
            if each.text == "囧":
                assert ((each.top - 37) / PITCH) == pytest.approx(round((each.top - 37) / PITCH), abs=0.02)


def test_a_letter_has_no_printing_line_and_says_whom_it_is_copied_to_without_rules() -> None:
    content = compose(sample("consultation_letter", deadlines=()))
    page = measured(content.model_copy(update={"cc": ("商务部",)}))[-1]
    assert "抄送：商务部。" in page.text
    assert "2025年10月9日印发" not in page.text
    assert page.rules == []
    assert page.found("抄送")[0].bottom < 262


@pytest.mark.parametrize("kind", ["consultation_letter", "recognition", "pilot_filing"])
def test_a_reader_finds_the_address_of_the_check_on_the_last_page_alone(kind: str) -> None:
    content = compose(sample(kind, check_code=CODE))
    read = [[each.text for each in page] for page in symbols(to_pdf(content))]
    assert read == [[]] * (len(read) - 1) + [[CHECK]]


@pytest.mark.parametrize("address", ["https://a.cn/1", CHECK, CHECK + "?" + "x" * 200])
def test_the_code_is_at_least_15_mm_wide_however_long_the_address(address: str) -> None:
    data = to_pdf(compose(sample("creation_refusal")).model_copy(update={"check_url": address}))
    (read,) = symbols(data)[-1]
    width = (read.position.top_right.x - read.position.top_left.x) / 300 * 25.4
    assert read.text == address
    assert 15 <= width <= 21


def test_the_check_is_named_in_words_too() -> None:
    content = compose(sample("creation_refusal", check_code=CODE))
    page = measured(content)[-1]
    assert f"扫描二维码或者在https://zhicheng.example.gov.cn/verify核验，核验码：{CODE}" in content.provenance[1]
    assert "真伪核验" in page.text
    assert "真伪核验" not in measured(compose(sample("creation_refusal")))[-1].text


def test_the_code_has_words_for_those_who_cannot_see_it() -> None:
    data = to_pdf(compose(sample("creation_refusal", check_code=CODE)))
    words = f"真伪核验二维码，内容为{CHECK}".encode("utf-16-be")
    assert words in data or words.hex().upper().encode() in data.upper()


def filed() -> Page:
    return measured(compose(sample("pilot_filing")))[0]


@pytest.mark.article("pilot:a1")
def test_the_filing_form_is_the_form_of_the_annex_label_by_label() -> None:
    content = compose(sample("pilot_filing"))
    [table] = [block for block in content.body if block.kind == "table"]
    assert (content.annex_mark, content.title) == ("附件1", "长三角质量提升示范试点项目建设备案表")
    assert [row[0].replace("\n", "") for row in table.rows] == [
        "建设主体",
        "建设主要内容（包括主要建设目标、建设工作方案等，可另附页）",
        "建设主要特色",
        "其他需要说明的事项",
    ]
    assert content.body[0].text.startswith("备案市场监管局（盖章）：")
    assert content.body[2].text == "联系人：另行登记　　　　联系电话：另行登记"


@pytest.mark.article("pilot:a1")
def test_the_filing_form_has_no_head_of_an_organ_its_mark_top_left_and_its_title_on_line_three() -> None:
    page = filed()
    assert page.found("附件1")[0].top == near(37)
    assert page.found("附件1")[0].left == near(28)
    assert page.found("长三角质量提升")[0].top == near(37 + 2 * PITCH)
    assert not any(each.weight == near(0.7) for each in page.rules)


@pytest.mark.article("pilot:a1")
def test_what_was_typed_into_the_form_keeps_its_lines() -> None:
    data = sample("pilot_filing").data | {"goals": "目标甲\n目标乙"}
    page = measured(compose(sample("pilot_filing", data=data)))[0]
    assert page.found("目标甲")[0].left == near(page.found("目标乙")[0].left)
    assert page.found("目标乙")[0].top - page.found("目标甲")[0].top == near(PITCH)


def guide_table(**changes: Any) -> Content:
    facts = sample("pilot_evaluation_report")
    rows = [row | changes for row in facts.data["rows"]]
    return compose(facts.model_copy(update={"data": facts.data | {"rows": rows}}))


@pytest.mark.article("pilot:a2")
def test_the_four_groups_of_the_guide_are_each_one_cell_of_the_first_column() -> None:
    content = compose(sample("pilot_evaluation_report"))
    [table] = [block for block in content.body if block.kind == "table"]
    assert (table.head, table.merged) == (("一级指标", "二级指标", "建设内容", "评估情况"), True)
    text = "".join(page.text for page in measured(content)).replace("\r", "").replace("\n", "")
    assert text.count("质量治理能力不断完善") == 1
    assert text.count("产品质量显著提升") == 1
    assert text.count("评估情况") >= 1


@pytest.mark.article("pilot:a2")
def test_a_group_too_tall_for_a_page_names_itself_in_every_row() -> None:
    content = guide_table(finding="已落实" * 60)
    text = "".join(page.text for page in measured(content)).replace("\r", "").replace("\n", "")
    assert text.count("质量治理能力不断完善") == 3


@pytest.mark.article("pilot:a2")
@pytest.mark.parametrize("length", [150, 199, 400, 4000])
def test_no_row_of_the_guide_runs_off_its_page_however_much_an_expert_writes(length: int) -> None:
    for page in measured(guide_table(finding="囧" * length)):
        assert all(each.bottom <= 262.5 for each in page.glyphs if each.text == "囧")


@pytest.mark.parametrize("kind", ["consultation_letter", "creation_refusal", "recognition", "announcement"])
def test_a_closing_formula_never_stands_alone_with_the_signature(kind: str) -> None:
    content = compose(sample(kind))
    formula = content.body[-1].text
    page = next(page for page in measured(content) if formula in page.text)
    assert formula.startswith("特此")
    assert content.body[-2].text[-2:] in page.text.split(formula)[0]
    tops = (page.found(formula)[0].top, page.found("附件：" if content.annexes else content.organs[0])[0].top)
    assert all((top - 37) / PITCH == pytest.approx(round((top - 37) / PITCH), abs=0.01) for top in tops)
