"""``make demo`` tells all four texts; what it fills in for the plan and the regulation is what their forms take."""

from datetime import UTC, datetime

import pytest

from domain.district.sec4_3_plan import Preparation, refuse
from domain.district.sec4_3_review import Summary
from domain.event_kinds import EVENT_KINDS
from domain.procedure.forms import Reasons
from domain.programmes import PROGRAMMES
from domain.province.art30_campaign_papers import CampaignRecord, CampaignSummary, Plan
from domain.province.art42_adoption import Adoption, refuse_text, text_of
from domain.province.art42_versions import NewText
from domain.province.places import words
from onebox import demo_district as district
from onebox import demo_province as province
from onebox.demo import PROGRAMMES as TOLD
from onebox.demo_player import Json
from tests.support.district_cases import a_plan, an_answer
from tests.support.event_files import an_event
from tests.support.province_cases import a_regulation

NOW = datetime(2027, 1, 4, 2, tzinfo=UTC)
DAYS = {"adopted_on": "2027-01-04", "effective_on": "2027-02-01"}


def test_each_of_the_four_texts_has_its_demonstration() -> None:
    assert set(TOLD) == {"zone", "pilot", "district", "province"}
    assert set(TOLD) <= set(PROGRAMMES)


@pytest.mark.article("district:s4(3)#2")
def test_the_plan_starts_with_the_facts_told_and_with_no_less() -> None:
    assert refuse(a_plan(NOW), Preparation.model_validate(district.FACTS), NOW) is None
    refusal = refuse(a_plan(NOW), Preparation.model_validate(district.FACTS | {"members": []}), NOW)
    assert refusal is not None
    assert refusal.text.startswith("没有登记成员单位")
    assert refusal.basis == ("district:s4(3)#2",)
    assert Summary.model_validate(district.SUMMARY).summary


@pytest.mark.article("province:42")
def test_both_invented_texts_say_so_and_move_every_article_to_one_place_of_its_own() -> None:
    case = a_regulation(NOW)
    adopted = Adoption.model_validate(province.TEXT | DAYS)
    assert "虚构" in adopted.document_number
    assert "示例" in adopted.issuer
    assert refuse_text(case, adopted, NOW) is None
    case.versions.append(text_of(an_answer("yc-office", adopted, NOW)))
    amended = NewText.model_validate(province.AMENDMENT | DAYS)
    assert "虚构" in amended.document_number
    assert refuse_text(case, amended, NOW) is None
    assert words(case.moves[0]["30"]) == "第三十二条"


STEPS: list[tuple[str, str, str, Json]] = [
    ("district_interview", "notice", "notify", district.INTERVIEW | {"on": "2027-01-04"}),
    ("district_interview", "talk", "record", district.TALK | {"on": "2027-01-04"}),
    ("district_interview", "transfer", "transfer", district.TRANSFER | {"decided_on": "2027-01-04"}),
    ("district_commendation", "proposal", "propose", district.AWARD | {"awarded_on": "2027-01-04"}),
    ("district_commendation", "commendation", "commend", district.COMMENDATION),
    *(
        ("province_accident", step, answer, filled | ({"reported_on": "2027-01-04"} if answer == "report" else {}))
        for step, answer, filled in province.ACCIDENT
    ),
    *(("province_recall", *each) for each in province.RECALL),
    *(("province_credit", *each) for each in province.CREDIT),
    ("province_credit", "penalty", "penalise", province.BY_LAW),
    ("province_supervision", "supervision", "heard", province.HEARD | {"on": "2027-01-04"}),
]


@pytest.mark.parametrize(("key", "step", "answer", "filled"), STEPS)
def test_every_step_of_an_event_is_answered_as_its_form_and_its_rules_ask(
    key: str, step: str, answer: str, filled: Json
) -> None:
    chosen = next(each for each in EVENT_KINDS[key].step(step).answers if each.name == answer)
    form = chosen.form.model_validate(filled)
    assert chosen.check(an_event(key), form, NOW) is None
    assert chosen.form is not Reasons or answer == "keep"


@pytest.mark.article("province:38.2")
def test_the_penalty_that_rests_on_the_regulation_alone_is_refused() -> None:
    [penalise, _] = EVENT_KINDS["province_credit"].step("penalty").answers
    refusal = penalise.check(an_event("province_credit"), penalise.form.model_validate(province.BY_OTHER), NOW)
    assert refusal is not None
    assert "地方性法规、规章和其他文件不能作为依据" in refusal.text
    assert refusal.basis == ("province:38.2",)


@pytest.mark.article("province:30.1")
def test_the_papers_of_the_campaign_are_complete() -> None:
    assert Plan.model_validate(province.PLAN).theme
    assert CampaignRecord.model_validate(province.RECORD).campaign == "国际消费者权益保护日"
    assert CampaignSummary.model_validate(province.SUMMARY).results
