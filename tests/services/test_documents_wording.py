"""What the documents say."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from domain.citation import Citation, cited
from domain.edition import title_of
from services.documents import wording
from services.documents.content import Block, Content, Specimen, cn_date
from services.documents.kinds import KINDS
from services.documents.markup import inert, parse
from services.documents.samples import sample, stated
from services.documents.samples.parties import DEPARTMENTS, PARK, SAMR
from services.documents.title import WIDTH, title_lines
from services.documents.wording import compose


def said(content: Content) -> str:
    cells = (cell for block in content.body for row in (block.head, *block.rows) for cell in row)
    return "\n".join([content.title, *(block.text for block in content.body), *cells])


def with_data(kind: str, **data: Any) -> Content:
    facts = sample(kind)
    return compose(facts.model_copy(update={"data": {**facts.data, **data}}))


def test_every_kind_has_one_wording_and_every_wording_a_kind() -> None:
    folder = Path(wording.__file__).parent / "wordings"
    assert {file.name.removesuffix(".md.j2") for file in folder.iterdir()} == set(KINDS)


def test_no_two_kinds_share_a_numbering_series_or_a_label() -> None:
    assert len({kind.code for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_cites_its_articles_and_says_all_its_data(kind: str) -> None:
    facts = sample(kind)
    text = said(compose(facts))
    title = title_of(facts.basis[0].instrument, facts.edition)
    assert f"《{title}》{cited(facts.basis)}" in text
    for value in _spoken(facts.data):
        assert value in text, value
    assert "{" not in text
    assert not any(letter in text for letter in "\ue000\ue001\ue002")


def _spoken(data: Any) -> list[str]:
    """Every value of the data as the document must say it: dates in Chinese, a typed text line by line."""
    if isinstance(data, dict):
        return [each for value in data.values() for each in _spoken(value)]
    if isinstance(data, list):
        return [each for value in data for each in _spoken(value)]
    if not isinstance(data, str):
        return []
    return [cn_date(data)] if data[:4].isdecimal() and len(data) == 10 else data.splitlines()


@pytest.mark.article("zone:22#2")
@pytest.mark.parametrize("is_open", [True, False])
def test_a_notice_invites_objections_only_where_they_are_taken(is_open: bool) -> None:
    text = said(with_data("public_notice", is_open=is_open))
    assert ("提供详实的书面举证材料" in text) is is_open
    assert ("不设异议渠道，由系统策略" in text) is not is_open


@pytest.mark.parametrize("kind", KINDS)
def test_a_wording_without_its_data_is_refused_rather_than_left_blank(kind: str) -> None:
    facts = sample(kind).model_copy(update={"data": {}})
    with pytest.raises(UndefinedError):
        compose(facts)


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_is_swallowed_by_the_paragraph_before_it(kind: str) -> None:
    """The line break after a tag of the template is dropped: a line of text must not end in one."""
    assert [block.text for block in compose(sample(kind)).body if "# " in block.text] == []


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        compose(sample("recognition").model_copy(update={"kind": "../recognition"}))


def test_provenance_names_versions_number_and_policy_dates() -> None:
    lines = compose(sample("public_notice")).provenance
    assert lines[0] == "法规版本：《全国质量品牌提升示范区管理办法（试行）》（2024年3月14日印发）；策略版本：2026-1。"
    assert "示公示〔2025〕12号" in lines[1]
    assert lines[2] == "本件所载期限的推导见附件“期限说明”，逐行注明法规规定或者系统策略（法规未作规定）。"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_a_rehearsal_writes_says_so_and_leads_to_no_verification(kind: str) -> None:
    content = compose(sample(kind, specimen=Specimen.REHEARSAL))
    assert "本件由推演生成：没有发出，没有登记，不能核验，编号不作数。" in content.provenance[1]
    assert content.check_url == ""
    assert "核验码" not in "".join(content.provenance)


def test_provenance_says_so_when_no_date_rests_on_policy() -> None:
    content = compose(sample("public_notice", deadlines=()))
    assert content.provenance[2:] == ("本件没有以系统策略为依据的日期。",)
    assert (content.annexes, content.explanations) == ((), ())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if stated(kind)])
def test_a_document_that_states_a_date_annexes_its_derivation_in_the_lines_of_the_pages(kind: str) -> None:
    content = compose(sample(kind))
    assert content.annexes == ("期限说明",)
    assert [(each.heading, each.lines) for each in content.explanations] == [
        (f"{deadline.label}：{deadline.words}", tuple((line.source, line.text) for line in deadline.lines))
        for deadline in stated(kind)
    ]


@pytest.mark.article("zone:22")
def test_a_public_notice_asks_for_written_evidence_and_shows_how_its_days_were_counted() -> None:
    text = said(compose(sample("public_notice")))
    assert "任何单位或个人对公示名单有不同意见的" in text
    assert "提出异议，并提供详实的书面举证材料" in text
    assert "至2025年10月14日24时止，公示期为5个工作日" in text
    assert "2025年10月9日、2025年10月10日、2025年10月11日、2025年10月13日、2025年10月14日" in text


def test_only_a_provisional_notice_calls_its_last_day_provisional() -> None:
    assert "暂定日期" in said(compose(sample("public_notice")))
    assert "暂定" not in said(with_data("public_notice", provisional=False))


@pytest.mark.article("zone:22")
@pytest.mark.parametrize(("upheld", "words"), [(True, "异议成立。"), (False, "异议不成立。")])
def test_a_reexamination_says_whether_the_objection_stands(upheld: bool, words: str) -> None:
    assert words in said(with_data("reexamination_conclusion", upheld=upheld))


@pytest.mark.article("zone:28.2", "zone:28.3#2")
@pytest.mark.parametrize("issuer", ["江苏省市场监督管理局", "江苏省质量强省工作领导小组", SAMR])
def test_a_renewal_is_refused_in_the_name_of_whoever_refused_it(issuer: str) -> None:
    facts = sample("renewal_failed", issuers=(issuer,))
    content = compose(facts.model_copy(update={"data": {**facts.data, "because": "不同意复审申请"}}))
    assert (content.organ_head, content.organs) == ((issuer,), (issuer,))
    assert content.title == f"{issuer}关于{PARK}复审未通过的通知"
    assert f"规定，{issuer}不同意复审申请，{PARK}本次复审未通过。" in said(content)
    assert (SAMR in said(content)) == (issuer == SAMR)


def test_a_refusal_written_before_it_said_who_refused_names_nobody_in_its_text() -> None:
    content = compose(sample("renewal_failed", data={"reasons": "材料不全"}))
    assert f"经审核，{PARK}本次复审未通过。" in said(content)


def test_a_joint_act_names_and_seals_all_five_bodies() -> None:
    content = compose(sample("recognition"))
    assert content.organ_head == content.organs == (SAMR, *DEPARTMENTS)
    assert content.title.startswith("市场监管总局等五部门关于认定")


@pytest.mark.article("zone:23")
@pytest.mark.parametrize("kind", ["recognition", "renewal_recognition"])
def test_a_joint_act_says_the_text_that_was_signed(kind: str) -> None:
    assert "经评审，五部门决定如下。" in said(with_data(kind, draft="经评审，五部门决定如下"))
    assert "全国质量品牌提升示范区。" in said(with_data(kind, draft=""))


def test_an_objector_is_addressed_without_a_name() -> None:
    assert compose(sample("objection_receipt")).recipients == "异议人"


def test_a_citation_of_several_places_is_one_phrase() -> None:
    basis = (Citation("zone:22"), Citation("zone:28.3"))
    assert "》第二十二条、第二十八条第三款规定" in said(compose(sample("public_notice", basis=basis)))


def test_typed_text_keeps_its_paragraphs_and_stays_out_of_the_markup() -> None:
    typed = "# 不是标题\n\n| 不是 | 表格 |\n title: 不是标题行"
    body = with_data("renewal_failed", reasons=typed).body
    assert body[2:5] == tuple(
        Block(kind="p", text=text) for text in ("# 不是标题", "| 不是 | 表格 |", "title: 不是标题行。")
    )


def test_typed_text_loses_only_what_no_printer_could_set() -> None:
    assert inert("甲\u202e乙\ue000\x00丙\t丁") == "甲乙丙 丁"
    assert parse(f"a: b\n\n{inert('一 | 二 # 三')}")[1][0].text == "一 | 二 # 三"


def test_a_typed_name_in_a_title_stays_one_line() -> None:
    park = sample("recognition").subject.park.model_copy(update={"name": "甲|乙\n丙园区"})
    subject = sample("recognition").subject.model_copy(update={"park": park})
    assert "甲|乙 丙园区" in compose(sample("recognition").model_copy(update={"subject": subject})).title


def test_a_front_line_that_is_none_or_comes_twice_is_an_error() -> None:
    for text in ("没有冒号\n\n正文", "head: 甲\nhead: 乙\n\n正文"):
        with pytest.raises(ValueError, match="front line"):
            parse(text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_lines_of_a_title_keep_the_park_whole_and_fit_the_page(kind: str) -> None:
    content = compose(sample(kind))
    assert "".join(content.title_lines) == content.title
    assert all(len(line) <= WIDTH for line in content.title_lines)
    assert PARK not in content.title or any(PARK in line for line in content.title_lines)


def test_a_title_takes_the_fewest_and_evenest_lines() -> None:
    assert title_lines(("关于", "公示")) == ("关于公示",)
    assert title_lines(("一" * 8, "二" * 8, "三" * 8)) == ("一" * 8 + "二" * 8, "三" * 8)
    assert title_lines(("一" * 30, "二", "三")) == ("一" * 30, "二三")


def test_a_date_is_written_without_leading_zeros() -> None:
    assert cn_date("2025-01-09") == "2025年1月9日"
    with pytest.raises(ValueError, match="isoformat"):
        cn_date("下周")


def test_the_correction_of_a_notice_that_stands_still_says_what_remains_and_names_no_last_day() -> None:
    text = said(with_data("notice_correction", remaining="3个工作日"))
    assert "公示的最后一日原为2025年10月14日。中止期间没有最后一日，尚余3个工作日" in text
    assert "中止期间仍可以向市场监管总局提出异议" in text
    assert "2025年10月15日" not in text


def test_the_check_of_article_7_prints_the_four_conditions_where_the_park_declared_them() -> None:
    rows = [{"condition": "园区管理制度健全规范", "met": "符合"}]
    official, declared = said(compose(sample("article_7_check"))), said(with_data("article_7_check", conditions=rows))
    assert "园区管理制度健全规范" not in official
    assert [place for place in ("一、逐项核查", "二、核查结果") if place in official] == [
        "一、逐项核查",
        "二、核查结果",
    ]
    for words in ("一、应当具备的条件", "园区管理制度健全规范", "二、逐项核查", "三、核查结果"):
        assert words in declared


ENDINGS = {"函": ("特此函达", "特此函复", "特此函告", "特此推荐"), "公告": ("特此公告",), "通报": ("特此通报",)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_an_announcement_and_a_commendation_end_as_an_office_ends_them(kind: str) -> None:
    content = compose(sample(kind))
    expected = next((words for ending, words in ENDINGS.items() if content.title.endswith(ending)), ("",))
    assert content.body[-1].text.startswith(expected)


@pytest.mark.parametrize("kind", KINDS)
def test_no_document_speaks_of_the_platform_that_printed_it(kind: str) -> None:
    text = said(compose(sample(kind)))
    assert not any(word in text for word in ("平台按", "已填写的内容", "点击", "页面", "系统自动"))


def test_a_request_for_instructions_asks_for_them() -> None:
    content = compose(sample("early_acceptance_request"))
    assert content.title.endswith("请示")
    assert content.body[-1].text == "妥否，请批示。"


def test_a_reply_names_the_letter_it_answers() -> None:
    content = compose(sample("opinion_reply"))
    assert content.body[0].text.startswith(f"你单位关于征求{PARK}创建申请意见的函收悉。")
