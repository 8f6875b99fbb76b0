"""Cases that ran on earlier code go on on this one: every recorded history replays, command for command."""

import json
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner
from temporalio.workflow import NondeterminismError

import worker
from contracts.client import DATA_CONVERTER
from worker import passed_through

HISTORIES = Path(__file__).parent / "histories"
RECORDED = sorted(HISTORIES.rglob("*.json"))


def history(path: Path) -> WorkflowHistory:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    return WorkflowHistory.from_json(recorded["workflow_id"], recorded["history"])


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}-{path.stem}")
async def test_a_recorded_history_replays(path: Path) -> None:
    replayer = Replayer(workflows=worker.WORKFLOWS, workflow_runner=passed_through(), data_converter=DATA_CONVERTER)
    await replayer.replay_workflow(history(path))


def test_every_workflow_has_a_recording() -> None:
    assert {path.name for path in HISTORIES.iterdir()} == {each.__name__ for each in worker.WORKFLOWS}


@pytest.mark.parametrize(
    ("workflow_name", "story"),
    [
        *(("ZoneCreation", story) for story in ("whole_life", "returned", "objection_upheld")),
        *(("ZoneCreation", story) for story in ("not_shortlisted", "not_approved", "rolled_over")),
        *(("ZoneTerm", story) for story in ("whole_life", "expired", "report_late", "renewal_failed")),
        *(("ZoneTerm", story) for story in ("granted_after_expiry", "failed_after_expiry")),
    ],
)
def test_every_branch_of_the_measures_is_recorded(workflow_name: str, story: str) -> None:
    assert (HISTORIES / workflow_name / f"{story}.json").is_file()


def test_a_recording_names_no_machine() -> None:
    for path in RECORDED:
        assert '"identity"' not in path.read_text(encoding="utf-8")


@workflow.defn(name="ZoneTerm", sandboxed=False)
class ChangedTerm:
    """A term that waits for nothing any more."""

    @workflow.run
    async def run(self, case: dict[str, Any]) -> str:
        return str(case["id"])


async def test_a_changed_process_is_noticed() -> None:
    replayer = Replayer(
        workflows=[ChangedTerm], workflow_runner=UnsandboxedWorkflowRunner(), data_converter=DATA_CONVERTER
    )
    with pytest.raises(NondeterminismError):
        await replayer.replay_workflow(history(HISTORIES / "ZoneTerm" / "expired.json"))
