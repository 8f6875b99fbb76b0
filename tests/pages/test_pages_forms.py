"""The form renderer: whatever a form asks can be shown, typed, read and corrected."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from pydantic import Field

from api.pages.forms.answers import read_back
from api.pages.forms.check import check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import Kind, Question, questions_of
from api.pages.forms.typed import defaults, typed
from api.pages.rendering import TEMPLATES
from domain.district.sec4_3_establishing import Establishing, LedgerRow
from domain.procedure.state import Stance
from domain.task import Form, NoData
from domain.zone.art07_negative_list import ITEMS, CheckList
from domain.zone.kinds import TASK_KINDS
from tests.support import forms as filled
from tests.support.elements import parse
from tests.support.pages import Filling

FORMS = sorted({action.form for kind in TASK_KINDS.values() for action in kind.actions}, key=lambda form: form.__name__)
_DECIDED = {"number": 1, "authority": "某市应急管理局", "determined_on": "2026-03-02"}
_EVENT = {
    "kind": "article_7",
    "item": "N2",
    "what": "储罐泄漏，已处置。",
    "occurred_on": "2026-06-19",
    "occurred_time": "22:00",
}
_INDICATORS = [{"indicator": "质量基础设施", "requirement": "建成一站式服务平台"}]
SAMPLES: dict[str, dict[str, Any]] = {
    "AcceptanceApplication": filled.ACCEPTANCE,
    "AnnualReport": filled.REPORT | {"requirements": filled.REQUIREMENTS},
    "Budget": {
        "year": 2026,
        "means": "departmental_budget",
        "amount": 350000,
        "document": "示例〔2026〕5号",
        "use": "质量技术服务平台运行",
    },
    "Joining": {"regions": ["420103"], "reasons": "汽化气体扩散至该区。"},
    "AssessmentPlan": {"period": "2026年度", "governments": "江岸区人民政府、江汉区人民政府"},
    "Assessment": {"item": "N2", "where": "园区北侧厂房", "opinion": "提请应急管理部门认定。"},
    "ComprehensiveEvaluation": {"findings": "目标均已实现。\n无异常情况。", "conclusion": "not_passed"},
    "CorrectionForm": {"wrong": "园区名称误写", "corrected": "示例一号产业园"},
    "CreationApplication": filled.APPLICATION,
    "Delisting": {"number": 1, "removed_on": "2026-03-02"},
    "Delivery": {"delivered_on": "2026-03-02"},
    "DeterminationForm": _DECIDED | {"outcome": "confirmed", "standard": "by_law", "source": "某条例第三条"},
    "EvaluationReport": filled.EVALUATION | {"improvements": ["完善计量服务", "补充标准研制情况"]},
    "EventRecord": _EVENT | {"source": "媒体报道"},
    "EventReport": _EVENT | {"number": 2},
    "FactReport": {
        "item": "N2",
        "what": "重大安全事故",
        "where": "园区北侧厂房",
        "occurred_on": "2026-06-19",
        "removed_on": "2026-09-01",
        "evidence": ["通报.pdf"],
        "decision": "某厅〔2026〕1号",
        "stated_basis": "某条例第三条",
    },
    "Findings": {"findings": "经审查属实。"},
    "Grant": {"reasons": "目标均已提前完成。", "document_number": "国市监质〔2026〕8号"},
    "IdentityForm": {
        "name": "示例新园区",
        "creating_body": "示例新园区管理委员会",
        "organisation": "gov-js",
        "approval_number": "苏政复〔2026〕3号",
        "effective_on": "2026-03-02",
    },
    "IndicatorRevision": {
        "title": "评估指标体系（第2版）",
        "text": "适用于全部园区。",
        "in_force_from": "2027-01-01",
        "classes": ["工业"],
        "indicators": _INDICATORS,
        "reasons": "补充指标",
    },
    "JointOpinion": filled.APPRAISAL,
    "LateFinding": {"receipt_number": "GS-1", "reasons": "线索具体。"},
    "MaterialReturn": filled.RETURN | {"unmet": ["9", "12"]},
    "NamedDepartments": {"departments": ["mara", "cnipa"]},
    "NoData": {},
    "NomineeReport": filled.OPINION | {"rank": 2, "consent_number": "苏质强领〔2026〕3号"},
    "ObjectionForm": {"grounds": "数据不实", "evidence": ["a", "b"], "receipt_number": "GS-1"},
    "ObjectionWithdrawal": {"receipt_number": "GS-1"},
    "Opening": {"ground": "promotion", "facts": "示范期内未开展推广。", "evidence": ["检查记录.pdf"]},
    "Opinion": filled.OPINION,
    "PanelFormation": filled.PANEL,
    "PanelRecusal": {"relation": "两年前曾在该园区任职。"},
    "PanelReplacement": filled.REPLACEMENT,
    "PaperApplication": filled.APPLICATION | {"received_on": "2026-03-02", "scan": ["来文.pdf"]},
    "PaperObjection": {
        "receipt_number": "SW-1",
        "stamped_on": "2026-03-02",
        "postmarked_on": "2026-02-28",
        "has_evidence": True,
    },
    "PaperRenewal": filled.RENEWAL | {"received_on": "2026-03-02"},
    "PaperReport": filled.REPORT | {"requirements": filled.REQUIREMENTS, "received_on": "2026-03-02", "year": 2025},
    "PlanRevision": {
        "title": "2027年创建工作方案",
        "text": "部署开展创建活动。",
        "opens_on": "2027-01-01",
        "closes_on": "2027-12-31",
        "reasons": "推迟截止日期",
    },
    "Publication": {"working_days": 7, "channel": "市场监管总局网站"},
    "Reasons": filled.REASONS,
    "RenewalApplication": filled.RENEWAL,
    "Reply": {"stance": "comments", "opinion": "建议补充材料"},
    "Revision": {"text": "经会商，决定如下。", "reasons": "改正文字"},
    "RecognitionRevision": {"text": "决定认定示例一号园区。", "reasons": "写明示范期", "term_starts_on": "2026-01-01"},
    "RoundClosing": {"closes_on": "2027-06-30", "reasons": "工作安排调整"},
    "Ruling": {"reasons": "经核查不属实", "receipt_number": "GS-1"},
    "Signature": {"draft": 2},
    "Statement": {"statement": "推广工作正在补做。"},
    "Supplement": {"missing": ["创建方案", "核查表"]},
    "SupplementForm": {"evidence": ["a"], "receipt_number": "GS-1"},
    "Upholding": {"reasons": "经核查属实", "receipt_number": "GS-1", "improvements": ["核实自查数据"]},
    "WithdrawalForm": {"reasons": "名单有误"},
}
"""A filled-in form of every kind, with what may be left out filled in too."""
OCCURRED = {"occurred_on": "2023-02-28", "authority": "某市应急管理局", "legal_basis": "生产安全事故报告和调查处理条例"}


def shown(questions: Sequence[Question], values: Mapping[str, Sequence[str]], errors: Mapping[str, str]) -> Filling:
    """The form as a browser holds it, drawn with these values."""
    source = (
        '{% from "components/form.html" import control %}<form action="/x" method="post">'
        "{% for each in controls %}{{ control(each) }}{% endfor %}<button>提交</button></form>"
    )
    html = TEMPLATES.from_string(source).render(controls=controls_of(questions, values, errors))
    return Filling(parse(html).all("form")[0])


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_form_shown_with_answers_and_sent_untouched_gives_the_same_answers(form: type[Form]) -> None:
    meant = form.model_validate(SAMPLES[form.__name__])
    questions = questions_of(form)
    sent = shown(questions, typed(questions, meant.model_dump(mode="json")), {})
    checked = check(form, sent.values)
    assert checked.errors == ()
    assert checked.form == meant


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_answer_can_be_read_back_in_chinese_titles(form: type[Form]) -> None:
    answers = read_back(questions_of(form), form.model_validate(SAMPLES[form.__name__]).model_dump(mode="json"))
    assert all(title and not title.isascii() for title, _ in answers)
    assert len({title for title, _ in answers}) == len(answers)


@pytest.mark.parametrize("form", [form for form in FORMS if form is not NoData], ids=lambda form: form.__name__)
def test_an_empty_form_says_at_each_required_input_what_is_missing(form: type[Form]) -> None:
    sent = shown(questions_of(form), {}, {})
    checked = check(form, sent.values)
    ids = {each.attrs.get("id") for each in sent.form.all()}
    if checked.form is None:
        assert all("请" in each.message for each in checked.errors)
        assert {each.anchor for each in checked.errors} <= ids
    assert (checked.form is None) == any(each.required or each.default for each in questions_of(form))


def test_an_empty_check_list_asks_for_every_negative_item_by_its_row() -> None:
    sent = shown(questions_of(CheckList), {}, {})
    assert [each.text for each in sent.form.all("legend") if each.text in ITEMS.values()] == list(ITEMS.values())
    checked = check(CheckList, sent.values)
    assert [each.anchor for each in checked.errors] == [f"items-{n}-occurred" for n in range(10)]
    assert checked.errors[8].message == "请选择“重大舆情事件：近三年来是否发生”"


def test_what_occurred_is_kept_with_date_authority_and_basis() -> None:
    entry = {"item": "N2", "occurred": "yes"} | OCCURRED
    data = {
        "conditions_met": ["P1"],
        "items": [each if each["item"] != "N2" else entry for each in filled.CHECK_LIST["items"]],
    }
    meant = CheckList.model_validate(data)
    sent = shown(questions_of(CheckList), typed(questions_of(CheckList), meant.model_dump(mode="json")), {})
    assert sent.values["items.1.occurred_on.month"] == ["2"]
    assert [each for each in sent.form.all("details") if "open" in each.attrs] == [sent.form.all("details")[1]]
    assert check(CheckList, sent.values).form == meant


def test_empty_rows_between_are_dropped_and_errors_name_the_row_on_the_page() -> None:
    form = TASK_KINDS["acceptance_application"].actions[0].form
    values = {"self_check": ["已自查"], "meets_requirements": ["true"]}
    values |= {f"goals.0.{name}": [""] for name in ("indicator", "target", "result")}
    values |= {"goals.2.indicator": ["合格率"], "goals.2.target": ["98%"], "goals.2.result": ["  "]}
    values |= {"indicators.0.indicator": ["质量基础设施"], "indicators.0.result": ["已建成"]}
    values |= {f"requirements.{number}.result": ["已落实"] for number in range(7)}
    (error,) = check(form, values).errors
    assert (error.name, error.anchor) == ("goals.2.result", "goals-2-result")
    assert error.message == "请填写“第3行：完成情况”"


def test_a_row_in_which_nothing_is_filled_is_dropped_also_where_one_of_its_answers_has_a_default() -> None:
    """A ledger of one item: the page shows three rows."""
    values = {"rows.0.item": ["8"], "rows.0.measures": ["开展走访。"], "rows.0.schedule": ["continuous"]}
    values |= {f"rows.{number}.{name}": [""] for number in range(3) for name in ("what", "day.year", "office")}
    values |= {f"rows.{number}.measures": [""] for number in (1, 2)}
    checked = check(Establishing, values)
    assert (checked.errors, checked.form) == ((), Establishing(rows=[row_of("8")]))


def row_of(item: str) -> LedgerRow:
    return LedgerRow.model_validate({"item": item, "measures": "开展走访。", "schedule": "continuous"})


def test_a_list_starts_with_three_rows_and_gets_three_more_when_asked() -> None:
    questions = questions_of(TASK_KINDS["acceptance_application"].actions[0].form)
    goals = next(each for each in controls_of(questions, {}, {}) if each.kind is Kind.ROWS)
    assert len(goals.rows) == 3
    sent = shown(questions, {"goals.0.indicator": ["合格率"]}, {})
    goals = next(each for each in controls_of(questions, sent.values, {}, "goals") if each.kind is Kind.ROWS)
    assert len(goals.rows) == 6
    assert goals.rows[0][1][0].value == "合格率"


class Dated(Form):
    on: date = Field(title="日期")
    days: int = Field(default=5, title="天数", ge=1, le=9)


@pytest.mark.parametrize(
    ("year", "month", "day", "right"),
    [
        ("2024", "2", "29", True),
        ("２０２４", "０２", "29", True),
        ("2025", "2", "29", False),
        ("2025", "", "1", False),
        ("25", "x", "1", False),
    ],
)
def test_a_date_is_typed_in_three_boxes_and_must_exist(year: str, month: str, day: str, right: bool) -> None:
    checked = check(Dated, {"on.year": [year], "on.month": [month], "on.day": [day], "days": ["5"]})
    if right:
        assert checked.form == Dated(on=date(2024, 2, 29))
    else:
        (error,) = checked.errors
        assert (error.anchor, error.message) == ("on-year", "“日期”请填写真实存在的日期，例如2025年10月9日")


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ("", "“天数”请填写整数，例如5"),
        ("0", "“天数”不能小于1"),
        ("十", "“天数”请填写整数，例如5"),
        ("10", "“天数”不能大于9"),
    ],
)
def test_a_wrong_number_is_named_in_chinese_and_stands_in_its_box_again(days: str, message: str) -> None:
    values = {"on.year": ["2025"], "on.month": ["10"], "on.day": ["9"], "days": [days]}
    (error,) = check(Dated, values).errors
    assert error.message == message
    again = shown(questions_of(Dated), values, {error.name: error.message})
    assert again.values == values
    assert message in next(each for each in again.form.all("p") if each.attrs.get("id") == "days-error").text


def test_defaults_stand_in_a_fresh_form() -> None:
    assert defaults(questions_of(Dated)) == {"days": ["5"]}


def test_what_only_the_system_may_say_is_not_offered() -> None:
    (stance,) = [each for each in questions_of(TASK_KINDS["creation_opinion"].actions[0].form) if each.name == "stance"]
    assert Stance.SILENT.value not in dict(stance.options)
    assert len(stance.options) == len(Stance) - 1


def test_a_type_no_web_form_can_ask_is_refused_when_the_form_is_read() -> None:
    class Strange(Form):
        seal: bytes = Field(title="印章")

    with pytest.raises(TypeError, match="bytes"):
        questions_of(Strange)


def test_one_of_many_is_picked_from_a_list_and_one_of_few_by_buttons() -> None:
    """A measure of the district plan and its schedule, in every row of a ledger."""
    (rows,) = [each for each in questions_of(Establishing) if each.name == "rows"]
    kinds = {each.name: each.kind for each in rows.questions}
    assert (kinds["item"], kinds["schedule"]) == (Kind.PICK, Kind.CHOICE)
    html = shown(questions_of(Establishing), {}, {}).form
    assert len(html.all("option")) == 3 * (24 + 1)
    assert html.all("optgroup") == []
    assert len([each for each in html.all("input") if each.attrs.get("type") == "radio"]) == 3 * 3
