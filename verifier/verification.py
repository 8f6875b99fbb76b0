"""From inputs to findings: every recorded date is read, worked out anew, and judged."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from verifier.days import DayTable, seasons
from verifier.expected import Expected, extended, put_off_to
from verifier.finding import Finding, Verdict
from verifier.judgement import judge
from verifier.knowledge import Knowledge, states_of_knowledge
from verifier.recorded import Recorded, read
from verifier.rule import Rule
from verifier.rules import DEFAULTS, RULES

_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, IndexError)


def verify(inputs: Mapping[str, Any]) -> list[Finding]:
    """A finding for every date of ``inputs["deadlines"]``, in order; see the package for the form of ``inputs``.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for inputs that are not of that form. A single date that
    cannot be read is a finding, not an error.
    """
    states = states_of_knowledge(inputs["releases"], seasons(inputs["seasons"]))
    policy = {**DEFAULTS, **inputs["policy"]}
    return [_finding(raw, policy, states) for raw in inputs["deadlines"]]


def _finding(raw: Mapping[str, Any], policy: Mapping[str, Any], states: Sequence[Knowledge]) -> Finding:
    key = str(raw.get("key"))
    unverified = Finding(
        path=str(raw.get("path", "")),
        label=str(raw.get("label", key)),
        recorded=str(raw.get("date")),
        verdict=Verdict.UNVERIFIED,
    )
    rule = RULES.get(key)
    if rule is None:
        return replace(unverified, note=f"核验程序没有规则{key}")
    try:
        record = read(raw)
        readings = [(_expected(record, rule, policy, each.table), each) for each in states]
    except _UNREADABLE as error:
        return replace(unverified, note=f"登记的内容无法读取或者无法推算（{type(error).__name__}：{error}）")
    judgement = judge(record, readings, stated=rule.stated)
    return replace(unverified, verdict=judgement.verdict, differences=judgement.differences, note=judgement.note)


def _expected(record: Recorded, rule: Rule, policy: Mapping[str, Any], table: DayTable) -> Expected:
    # A date that began under an older policy of its case carries the values it began with.
    own = {**policy, **record.parameters}
    unpaused = table.without(record.pauses)
    found = rule.derive(record.anchor, record.parameters, own, unpaused)
    for each in record.extensions:
        found = extended(put_off_to(each.stood or found.date, found), each.working_days, each.months, unpaused)
    return replace(found, closes_at=None) if record.suspended else found
