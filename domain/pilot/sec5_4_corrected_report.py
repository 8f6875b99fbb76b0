"""五（四） 建设。长三角相关地级市(区)市场监管局开展示范试点建设，狠抓落实，每半年向相应省级市场监管局提交示范试点建设
情况报告，确保示范试点建设取得实效。

Here a report that turns out wrong when it has already been received. Reading R-P-29: whoever owed it may hand in a
new version, which its province receives or returns; every version is kept, and the latest received counts.
"""

from typing import Any

from pydantic import Field

from domain.dates import local_date
from domain.orders import Effects
from domain.pilot.bureau_matter import while_building
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau, CorrectedReport, HalfYearReport
from domain.pilot.provinces import province_name
from domain.pilot.sec5_4_half_year_report import BASIS
from domain.pilot.sec5_4_reporting import RETURN, SituationReport, in_period, provinces_of, reporter
from domain.procedure.forms import Reasons, Text
from domain.procedure.reports import ACCEPT, SUBMIT
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Audience, Role
from domain.task import Action, Answer, TaskKind


class Correction(SituationReport):
    """The whole report anew, and what is corrected in it."""

    k: int = Field(title="更正第几次情况报告", ge=1, le=400)
    correction: Text = Field(title="更正的内容和原因")


def _reports(case: PilotCase, actor: Actor) -> list[HalfYearReport]:
    """Those that are an office's to correct; oldest first."""
    own = [each for each in case.reports if reporter(case, each).organisation == actor.organisation]
    return sorted(own, key=lambda each: each.k)


def refuse(case: PilotCase, form: Correction, actor: Actor) -> Refusal | None:
    """What has not been received yet is corrected by being returned, or comes first of all."""
    found = _found(case, form, actor)
    if found is None:
        text = f"本单位没有第{form.k}次建设情况报告。"
        numbers = "、".join(str(each.k) for each in _reports(case, actor) if each.accepted_on)
        remedy = f"可以更正第{numbers}次。" if numbers else "报告接收以后才能更正。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)
    if found.accepted_on:
        return None
    remedy = (
        "请所在省级市场监管局退回补正，或者在接收以后更正。"
        if found.submitted_on
        else "请办理“提交示范试点建设情况报告”。"
    )
    return Refusal(
        kind=RefusalKind.NOT_YET, text=f"第{form.k}次建设情况报告尚未接收，不能更正。", basis=BASIS, remedy=remedy
    )


def _found(case: PilotCase, form: Correction, actor: Actor) -> HalfYearReport | None:
    return next((each for each in _reports(case, actor) if each.k == form.k), None)


def corrected(case: PilotCase, answer: Answer) -> HalfYearReport:
    """The report an accepted correction is of."""
    found = _found(case, answer.form, answer.act.actor)
    assert found is not None
    return found


def about(case: PilotCase, report: HalfYearReport) -> tuple[str, str]:
    """Which version a province is asked about: a key, and in words."""
    version = report.latest
    return f"{report.bureau}.{report.k}.{version}", f"{_name(case, report)}第{report.k}次情况报告第{version}版"


def of_task(case: PilotCase, key: str) -> tuple[HalfYearReport, CorrectedReport]:
    """The report and the version of it that a province has been asked about."""
    return next(
        (report, each)
        for report in case.reports
        for each in report.corrections
        if f"{report.bureau}.{report.k}.{each.version}" == key
    )


def hand_in(case: PilotCase, answer: Answer) -> HalfYearReport:
    """Keep the new version beside those before it."""
    report = corrected(case, answer)
    report.corrections.append(CorrectedReport(version=report.latest + 1, submitted_on=local_date(answer.at)))
    return report


def settle(case: PilotCase, answer: Answer) -> None:
    """Keep what the province found of it."""
    _, version = of_task(case, answer.task.about)
    if answer.act.action == ACCEPT:
        version.received_on = local_date(answer.at)
    else:
        version.returned_on = local_date(answer.at)


def reader(case: PilotCase, report: HalfYearReport) -> Audience:
    return reporter(case, report).province


def _name(case: PilotCase, report: HalfYearReport) -> str:
    return reporter(case, report).name


def _told(bureau: Bureau, report: HalfYearReport, version: int) -> dict[str, Any]:
    return {"bureau": bureau.name, "period": in_period(report), "k": report.k, "version": version}


def _corrected(case: PilotCase, answer: Answer) -> Effects:
    report = corrected(case, answer)
    bureau, provinces, form = reporter(case, report), provinces_of(case, report), answer.form
    told = _told(bureau, report, report.latest + 1)
    asked = {"reasons": form.correction, "reader": province_name(bureau.region)}
    written = form.model_dump(exclude={"k"})
    return Effects(
        text=f"{bureau.name}对已经接收的第{report.k}次建设情况报告提交第{told['version']}版，更正：{form.correction}",
        notices=(notice("pilot_report_corrected", BASIS, *provinces, bureau.audience, **told, **asked),),
        documents=(document("pilot_half_year_report", BASIS, answer, *provinces, **told, **written),),
    )


def _received(case: PilotCase, answer: Answer) -> Effects:
    report, version = of_task(case, answer.task.about)
    bureau = reporter(case, report)
    return Effects(
        text=f"{province_name(bureau.region)}收悉{bureau.name}第{report.k}次建设情况报告第{version.version}版，"
        "以该版为准，此前各版仍予保存。"
    )


def _returned(case: PilotCase, answer: Answer) -> Effects:
    report, version = of_task(case, answer.task.about)
    bureau = reporter(case, report)
    told = _told(bureau, report, version.version) | {"standing": report.standing, "reasons": answer.form.reasons}
    return Effects(
        text=f"{province_name(bureau.region)}退回{bureau.name}第{report.k}次建设情况报告第{version.version}版，"
        f"仍以第{report.standing}版为准。",
        notices=(notice("pilot_correction_returned", BASIS, bureau.audience, **told),),
    )


CORRECTION = while_building(
    "pilot_report_correction",
    "更正已经接收的情况报告",
    BASIS,
    Action(SUBMIT, "提交新版本", _corrected, form=Correction, check_actor=refuse),
)
RECEIPT = TaskKind(
    "pilot_correction_receipt",
    "接收情况报告的新版本",
    Role.PROVINCIAL_REGULATOR,
    BASIS,
    (Action(ACCEPT, "接收", _received), Action(RETURN, "退回", _returned, form=Reasons)),
)
