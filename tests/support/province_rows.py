"""The regulation's draft and the case of a city on the web of ``tests.support.web``, with everything they may ask."""

from datetime import date

from domain.case import next_task
from domain.dates import start_of
from domain.province import art30_campaign_runs as runs
from domain.province.calendar_of_case import asked
from domain.province.case import OPS, GovernmentCase, RegulationCase
from domain.province.matters import GOVERNMENT_MATTERS, REGULATION_MATTERS
from domain.province.parts import ClauseDuty, TextVersion
from domain.province.policy import ProvincePolicy
from tests.support.accounts import actor, add_accounts
from tests.support.province_cases import OFFICES, WH, a_government, a_regulation
from tests.support.web import NOW, Web

SINCE = date(2025, 5, 15)


async def add_offices_of_the_province(web: Web) -> None:
    async with web.register.write() as session:
        await add_accounts(session, OFFICES, NOW)


async def a_draft(web: Web) -> RegulationCase:
    case = a_regulation(NOW, step=1)
    for each in REGULATION_MATTERS:
        if each.is_open(case):
            case.tasks.append(next_task(case, each.kind, OPS, NOW))
    await web.save(case)
    return case


async def a_city(web: Web) -> GovernmentCase:
    """With a campaign to be summed up, a day set for evidence, and evidence to be read."""
    text = TextVersion(
        document_number="示例公告第12号", issuer="示例", adopted_on=SINCE, effective_on=SINCE, recorded_by=actor("ops")
    )
    case = a_government(
        WH,
        start_of(SINCE),
        policy=ProvincePolicy(effective_date=SINCE, regulation="2025-03-28"),
        versions=[text],
        step=1,
        duties={
            "H04-1-2": ClauseDuty(due_on=date(2025, 12, 31), due_set_at=NOW),
            "H18-1-1": ClauseDuty(handed_in=1, handed_in_on=SINCE, handed_in_by=WH),
        },
    )
    runs.plan(case, NOW)
    while passed := [each for each in runs.turns(case) if each.at <= NOW]:
        runs.turned(case, passed[0])
    for one in asked(case):
        task = next_task(case, one.kind, one.audience, NOW, about=one.about[0], about_label=one.about[1])
        case.tasks.append(task.model_copy(update={"due": one.due.date if one.due else None}))
    for each in GOVERNMENT_MATTERS:
        if each.is_open(case):
            case.tasks += [next_task(case, each.kind, who, NOW) for who in each.audiences(case)]
    await web.save(case)
    return case
