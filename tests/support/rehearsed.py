"""A rehearsal in its folder, as the process that plays it leaves it."""

from datetime import date, datetime
from pathlib import Path

from contracts.rehearsal import ORDER, STORY, Order, Scenario, Story, Told
from tests.support.web import Web


def asked_for(web: Web, owner: str, at: datetime, name: str = "planted", *, over: bool = True) -> Path:
    """Asked for by ``owner`` at this instant; ``over``: the process has ended."""
    order = Order(
        id=name,
        owner=owner,
        asked_at=at,
        case_id="zone-js-1-case-1",
        subject="示例一号园区",
        back="/cases/zone-js-1-case-1",
        workflow="ZoneCreation",
        workflow_id="zone/js-1/case-1",
        state={},
        starts_at=at,
        until=date(2030, 1, 1),
        scenario=Scenario.IN_TIME,
    )
    folder = web.services.settings.data_dir / "rehearsals" / name
    folder.mkdir(parents=True)
    (folder / ORDER).write_text(order.model_dump_json(), encoding="utf-8")
    line = Told(at=at, sort="文书", text="创建申请（示创申〔2025〕1号）", document="001.pdf")
    story = Story(reached=at, ended_at=at if over else None, why="推演到选定的日期为止。", lines=[line])
    (folder / STORY).write_text(story.model_dump_json(), encoding="utf-8")
    (folder / "001.pdf").write_bytes(b"%PDF-1.7 rehearsed")
    return folder
