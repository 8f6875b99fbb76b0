"""The steps of a park's life, each told once, for tests that begin somewhere in the middle."""

from tests.support import forms
from tests.support.world import World

DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")


async def apply(world: World) -> None:
    await world.act("park-js-1", "creation_application", "apply", **forms.APPLICATION)


async def nominate(world: World) -> None:
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    await world.act("lsg-js", "nomination_consent", "consent", **forms.OPINION)
    await world.act("prov-js", "nominee_report", "report", **forms.OPINION)


async def approve(world: World) -> None:
    await world.act("samr", "creation_consultation", "consult")
    await reply(world, "creation_opinion")
    await world.act("samr-2", "creation_decision", "approve")


async def reply(world: World, kind: str) -> None:
    for each in DEPARTMENTS:
        await world.act(each, kind, "reply", stance="agrees")


async def apply_for_acceptance(world: World) -> None:
    await world.forward(days=367)
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)


async def pass_the_chain(world: World, prefix: str) -> None:
    await world.act("prov-js", f"{prefix}_examination", "pass", **forms.OPINION)
    await world.act("lsg-js", f"{prefix}_consent", "consent", **forms.OPINION)
    await world.act("park-js-1", f"{prefix}_submission", "submit")


async def evaluate(world: World) -> None:
    await world.act("samr", "material_review", "consult")
    await reply(world, "acceptance_opinion")
    await world.act("samr", "panel_formation", "form_panel", **forms.PANEL)
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION)


async def stand_the_notice(world: World) -> None:
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    await world.forward(days=20)


async def recognise(world: World) -> None:
    await world.act("samr-2", "recognition_decision", "sign")
    for each in DEPARTMENTS:
        await world.act(each, "recognition_signature", "sign")
    await world.act("samr", "announcement", "publish")


async def into_the_term(world: World) -> None:
    """From the application to the publication of the recognition."""
    await apply(world)
    await nominate(world)
    await approve(world)
    await apply_for_acceptance(world)
    await pass_the_chain(world, "acceptance")
    await evaluate(world)
    await stand_the_notice(world)
    await recognise(world)


async def renew(world: World) -> int:
    """From the application inside the window to the publication of the renewal; the step that recorded it."""
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await pass_the_chain(world, "renewal")
    await world.act("samr", "renewal_consultation", "consult")
    await reply(world, "renewal_opinion")
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="总体良好。", conclusion="passed")
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    await world.forward(days=20)
    await world.act("samr-2", "renewal_decision", "sign")
    for each in DEPARTMENTS:
        await world.act(each, "renewal_signature", "sign")
    return await world.act("samr", "renewal_announcement", "publish")
