"""征求意见, 第十七条第二款, 第二十一条, 第二十八条第三款: who was asked when, by when, and what came back."""

from datetime import UTC, date, datetime

import pytest

from domain.citation import Citation
from domain.date_rules import derive
from domain.policy import ZonePolicy
from domain.procedure import consultation
from domain.procedure.forms import Reply
from domain.procedure.state import Consultation, Stance
from domain.roles import Actor, Role
from domain.task import Act, Answer, Task
from tests.support.calendars import CALENDAR

pytestmark = pytest.mark.article("zone:17.2", "zone:21#1", "zone:28.3#1")
ASKED = date(2026, 3, 2)
BASIS = (Citation("zone:17.2"),)
DEPARTMENTS = {"mofcom": "商务部", "mct": "文化和旅游部"}


def running() -> Consultation:
    due = derive("zone-consultation", ASKED, {}, ZonePolicy(), CALENDAR).compact()
    return Consultation(asked_on=ASKED, due=due)


def reply(who: str, at: datetime) -> Answer:
    audience = consultation.department(who)
    task = Task(id="t", kind="creation_opinion", audience=audience, opened_at=at)
    form = Reply(stance=Stance.COMMENTS, opinion="建议加强品牌出海服务。")
    actor = Actor(id=who, role=Role.JOINT_DEPARTMENT, organisation=who)
    return Answer(act=Act(task_id="t", action="reply", actor=actor), form=form, task=task, at=at)


def test_the_summary_says_of_every_department_when_it_was_asked_and_what_it_replied_on_which_local_day() -> None:
    asked = running()
    consultation.take(asked, reply("mofcom", datetime(2026, 3, 10, 17, tzinfo=UTC)))
    asked.replies["mct"] = Stance.SILENT
    [summary] = consultation.closed(DEPARTMENTS, BASIS, "创建申请", asked).documents
    assert (summary.kind, summary.basis) == ("consultation_summary", BASIS)
    due = asked.due.date.isoformat()
    assert summary.data["rows"] == [
        {
            "department": "商务部",
            "asked_on": "2026-03-02",
            "due": due,
            "replied_on": "2026-03-11",
            "stance": "提出意见",
            "opinion": "建议加强品牌出海服务。",
        },
        {
            "department": "文化和旅游部",
            "asked_on": "2026-03-02",
            "due": due,
            "replied_on": "",
            "stance": "逾期未反馈",
            "opinion": "",
        },
    ]


def test_a_round_begun_before_days_were_kept_is_summed_up_without_them() -> None:
    asked = running()
    asked.replies["mofcom"] = Stance.AGREES
    [summary] = consultation.closed({"mofcom": "商务部"}, BASIS, "创建申请", asked).documents
    [row] = summary.data["rows"]
    assert (row["stance"], row["replied_on"], row["opinion"]) == ("同意", "", "")
