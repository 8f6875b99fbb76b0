"""One whole life that asks every question the measures know, and the answer to each."""

from datetime import timedelta
from typing import Any

from tests.support import forms
from tests.support.stories import DEPARTMENTS
from tests.support.world import World

OBJECTION = {"grounds": "指标不实", "evidence": ["a.pdf"], "receipt_number": "GS-1"}
RULING = {"receipt_number": "GS-1", "reasons": "经核查，数据属实。"}
AGREES = {"stance": "agrees", "opinion": "无不同意见。"}
EVALUATED = {"findings": "总体良好。", "conclusion": "passed"}

ANSWERS: dict[str, tuple[tuple[str, ...], str, dict[str, Any]]] = {
    "creation_application": (("park-js-1",), "apply", forms.APPLICATION),
    "provincial_appraisal": (("prov-js",), "nominate", forms.APPRAISAL),
    "nomination_consent": (("lsg-js",), "consent", forms.OPINION),
    "nominee_report": (("prov-js",), "report", forms.OPINION),
    "creation_consultation": (("samr",), "consult", {}),
    "creation_opinion": (DEPARTMENTS, "reply", AGREES),
    "creation_decision": (("samr-2",), "approve", {}),
    "acceptance_application": (("park-js-1",), "apply", forms.ACCEPTANCE),
    "acceptance_examination": (("prov-js",), "pass", forms.OPINION),
    "acceptance_consent": (("lsg-js",), "consent", forms.OPINION),
    "acceptance_submission": (("park-js-1",), "submit", {}),
    "material_review": (("samr",), "consult", {}),
    "acceptance_opinion": (DEPARTMENTS, "reply", AGREES),
    "panel_formation": (("samr",), "form_panel", forms.PANEL),
    "evaluation_report": (("expert-1",), "report", forms.EVALUATION),
    "public_notice": (("samr",), "publish", forms.PUBLICATION),
    "objection": (("a-citizen",), "object", OBJECTION),
    "objection_reexamination": (("samr-2",), "reject", RULING),
    "recognition_decision": (("samr-2",), "sign", {}),
    "recognition_signature": (DEPARTMENTS, "sign", {}),
    "announcement": (("samr",), "publish", {}),
    "annual_report": (("park-js-1",), "submit", forms.REPORT),
    "annual_report_receipt": (("samr",), "accept", {}),
    "renewal_application": (("park-js-1",), "apply", forms.RENEWAL),
    "renewal_examination": (("prov-js",), "pass", forms.OPINION),
    "renewal_consent": (("lsg-js",), "consent", forms.OPINION),
    "renewal_submission": (("park-js-1",), "submit", {}),
    "renewal_consultation": (("samr",), "consult", {}),
    "renewal_opinion": (DEPARTMENTS, "reply", AGREES),
    "comprehensive_evaluation": (("samr",), "evaluate", EVALUATED),
    "renewal_notice": (("samr",), "publish", forms.PUBLICATION),
    "renewal_objection": (("a-citizen",), "object", OBJECTION),
    "renewal_reexamination": (("samr-2",), "reject", RULING),
    "renewal_decision": (("samr-2",), "sign", {}),
    "renewal_signature": (DEPARTMENTS, "sign", {}),
    "renewal_announcement": (("samr",), "publish", {}),
}
"""Task kind → who answers it, with which action and data, so that the life goes on."""


async def answer(world: World, *kinds: str) -> None:
    """Have everyone who is asked answer these questions, one after the other."""
    for kind in kinds:
        accounts, action, data = ANSWERS[kind]
        for account in accounts:
            task = await world.task(kind, account if len(accounts) > 1 else "")
            await world.send(account, task.id, action, data)


async def creation(world: World) -> None:
    """From the application to the publication, with one objection that does not hold."""
    await answer(world, "creation_application", "provincial_appraisal", "nomination_consent", "nominee_report")
    await answer(world, "creation_consultation", "creation_opinion", "creation_decision")
    await world.forward(days=367)
    await acceptance(world)
    await answer(world, "material_review", "acceptance_opinion", "panel_formation", "evaluation_report")
    await answer(world, "public_notice", "objection", "objection_reexamination")
    await world.forward(days=20)
    await answer(world, "recognition_decision", "recognition_signature", "announcement")


async def acceptance(world: World) -> None:
    await answer(world, "acceptance_application", "acceptance_examination", "acceptance_consent")
    await answer(world, "acceptance_submission")


async def term(world: World) -> None:
    """Two reports in their first week, a renewal, and in the next term the report still owed from this one."""
    first = (await world.state()).term
    assert first is not None
    assert first.window.opens_at is not None
    assert first.last_day.closes_at is not None
    for year in range(first.starts_on.year + 1, first.last_day.date.year):
        await world.to(year, 1, 3)
        await answer(world, "annual_report", "annual_report_receipt")
    await world.clock.advance_to(first.window.opens_at + timedelta(minutes=1))
    await answer(world, "renewal_application", "renewal_examination", "renewal_consent", "renewal_submission")
    await answer(world, "renewal_consultation", "renewal_opinion", "comprehensive_evaluation")
    await answer(world, "renewal_notice", "renewal_objection", "renewal_reexamination")
    await world.forward(days=20)
    await answer(world, "renewal_decision", "renewal_signature", "renewal_announcement")
    await world.clock.advance_to(first.last_day.closes_at + timedelta(minutes=1))
    await answer(world, "annual_report", "annual_report_receipt")


async def whole_life(world: World) -> None:
    """Asks every question; ends in the second term."""
    await world.start()
    await creation(world)
    await term(world)
