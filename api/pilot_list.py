"""项目清单: the projects the five have published, as the public sees them."""

from datetime import date
from itertools import groupby

from api.deps import Services
from api.pilot_views import PublishedList, PublishedProject
from db.queries import pilots
from domain.pilot.case import PilotCase
from domain.pilot.sec5_3_publication import entry


async def published(services: Services) -> list[PublishedList]:
    """Every list, the newest first: one for each day on which projects were published."""
    async with services.register.read() as session:
        cases = [PilotCase.model_validate(row.state) for row in await pilots.published(session)]
        awards = await pilots.awards(session)
    projects = [_project(case, awards.get(case.id, "")) for case in cases]
    projects.sort(key=_day, reverse=True)
    return [PublishedList(published_on=day, projects=list(found)) for day, found in groupby(projects, key=_day)]


def _day(project: PublishedProject) -> date:
    return project.launched_on


def _project(case: PilotCase, award: str) -> PublishedProject:
    assert case.launched_on is not None
    return PublishedProject(**entry(case), launched_on=case.launched_on, closed_on=case.ended_on, award=award)
