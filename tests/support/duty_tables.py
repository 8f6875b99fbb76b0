"""The regulation in force on the web of ``tests.support.web``, with governments whose clauses stand in every way."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from domain.dates import local_date, start_of
from domain.province import art30_campaign_runs as runs
from domain.province.case import GovernmentCase, GovernmentStage, RegulationCase, RegulationStage
from domain.province.clause import Level
from domain.province.errands import case_id, workflow_id
from domain.province.parts import Body, ClauseDuty, Government, TextVersion
from domain.province.policy import ProvincePolicy
from tests.support.accounts import actor, add_accounts
from tests.support.case_rows import bare_row
from tests.support.province_cases import GOVERNMENTS, JA, OFFICES, WH, a_regulation
from tests.support.web import NOW, Web

TODAY = local_date(NOW)
SINCE = date(2025, 5, 15)
FINANCE = Body(organisation="dep-wh-finance", name="武汉市财政局")
EARLIER = TODAY - timedelta(days=3)
MOVES = {str(number): str(number + 2) for number in range(30, 43)}
TREE = [
    Government(organisation=each, name=name, region=region, level=level, since=SINCE, told=1)
    for each, (name, region, level) in GOVERNMENTS.items()
]
DUTIES: dict[str, dict[str, ClauseDuty]] = {
    WH: {
        "H04-1-1": ClauseDuty(handed_in=2, handed_in_on=EARLIER, handed_in_by=WH, reviewed=True),
        "H04-1-2": ClauseDuty(bodies=[FINANCE], due_on=EARLIER, due_set_at=NOW, overdue=True),
        "H04-2-1": ClauseDuty(bodies=[FINANCE], handed_in=1, handed_in_on=TODAY, handed_in_by="dep-wh-finance"),
        "H30-1-1": ClauseDuty(due_on=date(2025, 12, 31), due_set_at=NOW),
    },
    JA: {"H15-2-1": ClauseDuty(bodies=[Body(organisation=JA, name="江岸区人民政府")])},
}
"""Of 武汉市: reviewed, late, handed in, and by a day still to come; of 江岸区 a clause for which a body was named."""


def a_text(**facts: Any) -> TextVersion:
    return TextVersion(
        **{
            "document_number": "示例公告第12号",
            "issuer": "湖北省人民代表大会常务委员会",
            "adopted_on": date(2025, 3, 28),
            "effective_on": SINCE,
            "recorded_by": actor("ops"),
        }
        | facts
    )


async def add_table(
    web: Web,
    tree: Sequence[Government] = TREE,
    stage: RegulationStage = RegulationStage.IN_FORCE,
    moves: dict[str, str] | None = None,
) -> RegulationCase:
    """The text with its governments, and of a text in force the case of each."""
    async with web.register.write() as session:
        await add_accounts(session, OFFICES, NOW)
    versions = [a_text(moves=moves or {})] if stage is not RegulationStage.DRAFT else []
    facts: dict[str, Any] = {"versions": versions, "governments": list(tree) if versions else []}
    text = a_regulation(NOW, step=1, stage=stage, texts_begun=int(stage.is_in_force), **facts)
    await web.save(text)
    if stage.is_in_force:
        cases = [a_government(each, versions) for each in tree]
        async with web.register.write() as session:
            session.add_all(bare_row(each, workflow_id("hb", each.organisation)) for each in cases)
    return text


def a_government(it: Government, versions: Sequence[TextVersion]) -> GovernmentCase:
    case = GovernmentCase(
        id=case_id("hb", it.organisation),
        regulation="hb",
        organisation=it.organisation,
        name=it.name,
        region=it.region,
        level=it.level,
        since=SINCE,
        policy=ProvincePolicy(effective_date=SINCE, regulation="2025-03-28"),
        stage=GovernmentStage.ACTIVE,
        stage_since=start_of(SINCE),
        versions=list(versions),
        step=1,
        duties=DUTIES.get(it.organisation, {}),
    )
    runs.plan(case, NOW)
    while passed := [each for each in runs.turns(case) if each.at <= NOW]:
        runs.turned(case, passed[0])
    return case


def a_large_tree() -> list[Government]:
    """The province, 17 prefectures, and six counties of each."""
    found = [TREE[0]]
    for number in range(1, 18):
        code = f"42{number:02}"
        found.append(_made(f"gov-{code}", f"示例{number}市人民政府", f"{code}00", Level.PREFECTURE))
        found += [
            _made(f"gov-{code}{each:02}", f"示例{number}市示例{each}县人民政府", f"{code}{each:02}", Level.COUNTY)
            for each in range(21, 27)
        ]
    return found


def _made(organisation: str, name: str, region: str, level: Level) -> Government:
    return Government(organisation=organisation, name=name, region=region, level=level, since=SINCE, told=1)
