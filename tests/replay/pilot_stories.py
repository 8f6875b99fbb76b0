"""A pilot project as a recorded story."""

from pathlib import Path

from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import PilotWorld
from tests.support.world import World


async def pilot_project(world: World, tmp_path: Path) -> str:
    """From the cooperation to the second half-year, with a filing and a report returned and one never made."""
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilots.begun(pilot)
    await pilot.act("city-yi", "pilot_filing", "file", **pilots.FILING | {"sealed": False})
    await pilot.act("prov-zj", "pilot_filing_check", "return", defects=["no_seal"])
    await pilots.file_all(pilot)
    await pilots.select(pilot)
    await pilots.publish(pilot)
    await pilot.forward(days=170)
    for each in ("city-jia", "city-yi"):
        await pilot.act(each, "pilot_report", "submit", **pilots.REPORT)
    await pilot.act("prov-js", "pilot_report_receipt", "accept")
    await pilot.act("prov-zj", "pilot_report_receipt", "return", reasons="数据不全")
    await pilot.forward(days=40)
    return pilot.workflow_id
