"""The pages of the provincial regulation and of events, and cases of the district and the province on the pages that
every case has."""

from tests.support.page_state import State

_INTERVIEW, _ACCIDENT = {"kind": "district_interview"}, {"kind": "province_accident"}
_ASSESSMENT = {"kind": "province_assessment"}
_CASES = (
    ("plan", "yc-office"),
    ("ledger", "yc-market"),
    ("event", "yc-police"),
    ("city", "gov-wh"),
    ("draft", "ops"),
    ("accident", "dep-wh-market"),
)
"""What a case of the scene ``other-cases`` is called, and who looks at it."""
_ON_EVERY_CASES_PAGES = (
    *(State(f"other-{name}", who, "/cases/{case_id}", "other-cases", own={"case_id": name}) for name, who in _CASES),
    State("other-ledger-timeline", "yc-market", "/cases/{case_id}/timeline", "other-cases", own={"case_id": "ledger"}),
    State("other-city-timeline", "gov-wh", "/cases/{case_id}/timeline", "other-cases", own={"case_id": "city"}),
    *(
        State(f"other-{name}-task", who, "/tasks/{task_id}", "other-cases", own={"task_id": f"{name}_task"})
        for name, who in _CASES
        if name != "plan"
    ),
    State("other-receipt", "yc-market", "/cases/{case_id}/receipts/{step}", "other-cases", own={"case_id": "ledger"}),
    State("other-record", "gov-wh", "/cases/{case_id}/delivery-record", "other-cases", own={"case_id": "city"}),
    State("other-rehearsal", "yc-office", "/cases/{case_id}/rehearsal", "other-cases", own={"case_id": "ledger"}),
    State("cases-of-an-office", "yc-office", "/cases", "other-cases"),
    State("cases-of-a-government", "gov-hb", "/cases", "other-cases"),
    State("desk-of-a-unit", "yc-market", "/", "other-cases"),
    State("desk-of-a-government", "gov-wh", "/", "other-cases"),
    State("statistics-of-an-office", "yc-office", "/statistics", "other-cases"),
)
OF_OTHER_TEXTS: tuple[State, ...] = (
    # -- the provincial regulation
    State("regulation-opening", "ops", "/regulations/new"),
    State("regulation-opening-without-engine", "ops", "/regulations/new", status=503, sent={}),
    State("duties", "ops", "/regulations/{key}?under=gov-wh", "regulation"),
    State("duties-filtered", "gov-wh", "/regulations/{key}?article=4&state=overdue", "regulation"),
    State("duties-none", "gov-wh", "/regulations/{key}?article=4&modality=may", "regulation"),
    State("duties-of-a-county", "gov-ja", "/regulations/{key}", "regulation"),
    State("duties-of-a-draft", "ops", "/regulations/{key}", "draft"),
    State("duties-large", "ops", "/regulations/{key}?article=4", "large-regulation"),
    State("duties-of-one", "gov-wh", "/regulations/{key}/governments/{organisation}", "regulation"),
    State("plan-loading", "ops", "/plans/new", "plan"),
    State("plan-loading-none", "ops", "/plans/new"),
    State("plan-loading-errors", "ops", "/plans/new", "plan", status=422, sent={}),
    # -- events
    State("event-kinds", "yc-market", "/events/new", "plan"),
    State("event-kinds-before", "dep-wh-market", "/events/new", "other-tasks"),
    State("event-kinds-in-force", "dep-wh-market", "/events/new", "regulation"),
    State("event-kinds-none", "samr", "/events/new"),
    State("event-opening", "yc-market", "/events/new/{kind}", "plan", own=_INTERVIEW),
    State("event-opening-errors", "yc-market", "/events/new/{kind}", "plan", status=422, own=_INTERVIEW, sent={}),
    State("event-opening-places", "dep-wh-market", "/events/new/{kind}", "regulation", own=_ACCIDENT),
    State("event-opening-assessment", "gov-wh", "/events/new/{kind}", "regulation", own=_ASSESSMENT),
    *_ON_EVERY_CASES_PAGES,
)
