"""四（三） 各镇人民政府、街道办事处和各有关部门要建立工作台账，明确工作举措和时间进度，持续推进质量强区建设各项工作任
务。

An item is filed (建账) when both are there: what is done, and when. The days are the unit's own; the plan names none.
Reading R-D-6: what the text only explores, encourages, supports or leaves to the fit time may go without a day
(长期坚持、适时开展). Reading R-D-10: a day of its own lies ahead when it is written down.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.deadline import Deadline
from domain.district.acting import OFFICE, doer, first, on_behalf, refused
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.measures import ENTRIES, ItemKey
from domain.district.parts import Item, Schedule, Step
from domain.district.undated import may_be_undated
from domain.orders import DocumentOrder, Effects
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#2"),)
FILE = "file"
Words = Annotated[str, Field(max_length=500)]


class LedgerRow(Form):
    """One line of the ledger. Several lines of one item are several days; 举措 and 科室 stand in any of them."""

    item: ItemKey = Field(title="事项")
    measures: Words = Field(default="", title="工作举措（同一事项有几行的，填写一次）")
    schedule: Schedule = Field(default=Schedule.DATED, title="时间进度")
    what: str = Field(default="", title="该时间节点完成的内容", max_length=200)
    day: date | None = Field(default=None, title="完成日期（按所列日期推进的填写）")
    office: str = Field(default="", title="承办科室", max_length=100)


class Establishing(Form):
    rows: list[LedgerRow] = Field(title="台账", min_length=1, max_length=150)


def rows_of(form: Establishing) -> dict[str, list[LedgerRow]]:
    """The lines of each item, in the order given."""
    found: dict[str, list[LedgerRow]] = {}
    for row in form.rows:
        found.setdefault(row.item.value, []).append(row)
    return found


def days(form: Establishing) -> list[date]:
    """The days to be derived, each once."""
    return sorted({row.day for row in form.rows if row.day})


def refuse(case: LedgerCase, form: Establishing, now: datetime) -> Refusal | None:
    return first([_refuse(case, key, rows, now) for key, rows in rows_of(form).items()])


def _refuse(case: LedgerCase, key: str, rows: list[LedgerRow], now: datetime) -> Refusal | None:
    item, label = case.item(key), ENTRIES[key].label
    if item is None or not item.is_unfiled:
        return refused(
            f"{label}不在{case.unit.name}待建账的事项中。", BASIS, "已经建账的，请调整时间进度或者登记进展。"
        )
    if not any(row.measures for row in rows):
        return refused(f"{label}没有填写工作举措。", BASIS, "建账须同时明确工作举措和时间进度，请补充。")
    return _refuse_schedule(case, key, rows) or first([_refuse_day(label, row, now) for row in rows])


def _refuse_schedule(case: LedgerCase, key: str, rows: list[LedgerRow]) -> Refusal | None:
    label, dated = ENTRIES[key].label, [row for row in rows if row.schedule is Schedule.DATED]
    if dated and len(dated) < len(rows):
        return refused(f"{label}不能既按日期推进、又不写日期。", BASIS, "请为该事项选择一种时间进度。")
    if any(row.day is None for row in dated):
        return refused(f"{label}没有填写时间进度。", BASIS, "建账须同时明确工作举措和时间进度，请填写完成日期。")
    if not dated and any(row.day for row in rows):
        return refused(f"{label}选择了{rows[0].schedule.label}，不填写日期。", BASIS, "有日期的，请选择按所列日期。")
    if not dated and case.policy.undated_items == "encouraged" and not may_be_undated(key):
        text = f"{label}没有可以不定日期的内容（探索、鼓励、支持、适时），应当写明完成日期（系统策略）。"
        return refused(text, BASIS, "请填写本单位自定的完成日期。")
    return None


def _refuse_day(label: str, row: LedgerRow, now: datetime) -> Refusal | None:
    if row.day is None or row.day >= local_date(now):
        return None
    text = f"{label}的完成日期{in_words(row.day)}已经过去（系统策略）。"
    return refused(text, BASIS, "请填写今后的日期；已经完成的内容在进展中登记。")


def establish(case: LedgerCase, answer: Answer, due: Mapping[date, Deadline]) -> None:
    """Keep what was filed. ``due``: the derived deadline of each day."""
    for key, rows in rows_of(answer.form).items():
        item = case.item(key)
        assert item is not None
        item.filed_on, item.since = local_date(answer.at), answer.at
        item.measures = next(row.measures for row in rows if row.measures)
        item.office = next((row.office for row in rows if row.office), "")
        item.schedule = rows[0].schedule
        dated = sorted((row for row in rows if row.day), key=lambda row: row.day or date.max)
        item.steps = [_step(number, row, due) for number, row in enumerate(dated, start=1)]


def _step(number: int, row: LedgerRow, due: Mapping[date, Deadline]) -> Step:
    assert row.day is not None
    return Step(number=number, what=row.what or row.measures[:200], due=due[row.day])


def _filed(case: LedgerCase, answer: Answer) -> Effects:
    grouped = rows_of(answer.form)
    left = [each.label for each in case.unfiled if each.key not in grouped]
    rest = f"尚有{len(left)}项未建账。" if left else "各事项均已建账。"
    told: dict[str, Any] = {"unit": case.unit.name, "by": doer(case, answer), "filed": len(grouped), "left": left}
    return Effects(
        text=f"{doer(case, answer)}建立工作台账，明确{len(grouped)}项的工作举措和时间进度。{rest}",
        notices=(notice("district_ledger_filed", BASIS, case.office_audience, **told),),
        documents=(
            document(
                "district_ledger",
                BASIS,
                answer,
                case.office_audience,
                **told,
                rows=[_shown(row) for row in _all(grouped)],
            ),
        ),
    )


def _all(grouped: dict[str, list[LedgerRow]]) -> list[LedgerRow]:
    return [row for rows in grouped.values() for row in rows]


def _shown(row: LedgerRow) -> dict[str, str]:
    when = in_words(row.day) if row.day else row.schedule.label
    what = "；".join(each.rstrip("。") for each in (row.measures, row.what) if each)
    return {"item": row.item.label, "what": what, "when": when, "office": row.office or "—"}


def opened(case: LedgerCase) -> Effects:
    """建账通知: the unit learns which items are its own. One without an account gets a slip to fill in on paper.

    A ledger that is filed is taken over as it stands.
    """
    if case.stage is not LedgerStage.ESTABLISHING:
        return Effects(text=f"{case.subject_name}作为在办台账接入，共{len(case.items)}项。接入前应发的提醒不再补发。")
    items = [_named(each) for each in case.items]
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "plan": case.plan_title,
        "number": case.plan_document,
        "items": items,
        "target": case.target.date.isoformat(),
        "asks": case.unit.is_vertical,
        "by_office": not case.unit.has_account,
        "address": case.unit.address,
    }
    slip = {"unit": case.unit.name, "items": [each.label for each in case.items], "address": case.unit.address}
    papers = {"district_ledger_notice": told} | ({} if case.unit.has_account else {"district_ledger_slip": slip})
    recipients = (case.unit.audience,) if case.unit.has_account else ()
    verb = "商请" if case.unit.is_vertical else "通知"
    return Effects(
        text=f"{OFFICE}{verb}{case.unit.name}建立工作台账，共{len(items)}项。",
        notices=(notice("district_ledger_opened", BASIS, case.debtor, **told),),
        documents=tuple(
            DocumentOrder(kind=kind, issuers=(case.office,), recipients=recipients, data=data, basis=BASIS)
            for kind, data in papers.items()
        ),
    )


def _named(item: Item) -> dict[str, str]:
    return {"item": item.label, "group": ENTRIES[item.key].group, "lead": item.lead or "—"}


FILING = TaskKind(
    "ledger_filing",
    "建立工作台账",
    Role.DISTRICT_UNIT,
    BASIS,
    (Action(FILE, "填报台账", _filed, form=Establishing, check=refuse),),
)
FILING_ON_BEHALF = on_behalf(FILING)
