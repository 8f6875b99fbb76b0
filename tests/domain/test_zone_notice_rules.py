"""第二十二条: what is taken while a notice stands, whatever the platform was doing at its last instant."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.dates import CHINA, local_date
from domain.policy import ZonePolicy
from domain.procedure import notice_changes, objections
from domain.procedure.objections import ObjectionForm
from domain.procedure.public_notice import Publication
from domain.procedure.state import Notice, Objection, ObjectionStatus, Proceeding
from domain.refusal import RefusalKind
from domain.zone import art22_public_notice as art22
from domain.zone.art22_paper_objection import PAPER_OBJECTION, PaperObjection, status_of
from domain.zone.case import Renewal, Stage, ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.world import PARK
from tests.support.zone_cases import POLICY

PUBLISHED = datetime(2025, 11, 3, 2, tzinfo=UTC)
EVIDENCED = ObjectionForm(grounds="指标不实", evidence=["a.pdf"], receipt_number="GS-1")


def case_with_notice(*, renewal: bool) -> ZoneCase:
    last_day = art22.last_day(PUBLISHED.date(), 5, POLICY, CALENDAR)
    proceeding = Proceeding(notice=Notice(id="n-1", published_at=PUBLISHED, last_day=last_day))
    case = ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, stage_since=PUBLISHED)
    if renewal:
        case.renewal = Renewal(proceeding=proceeding)
    else:
        case.proceeding = proceeding
    return case


@pytest.mark.article("zone:22#2")
@pytest.mark.article("zone:28.3#1")
@pytest.mark.scenario("A01")
@pytest.mark.parametrize("renewal", [False, True])
def test_an_objection_is_in_time_until_24_00_of_the_last_day_even_if_nobody_has_closed_the_notice(
    renewal: bool,
) -> None:
    case = case_with_notice(renewal=renewal)
    closes = datetime(2025, 11, 10, 16, tzinfo=UTC)
    moments = (closes - timedelta(days=1), closes - timedelta(seconds=1), closes, closes + timedelta(days=1))
    assert [objections.status_at(case, EVIDENCED, each) for each in moments] == [
        ObjectionStatus.ACCEPTED,
        ObjectionStatus.ACCEPTED,
        ObjectionStatus.LATE,
        ObjectionStatus.LATE,
    ]
    case.policy = ZonePolicy(objection_late="accept_until_decision")
    assert objections.status_at(case, EVIDENCED, closes) is ObjectionStatus.ACCEPTED


@pytest.mark.article("zone:22#2")
def test_the_hour_at_which_a_notice_closes_says_what_is_late() -> None:
    case = case_with_notice(renewal=False)
    assert case.proceeding.notice is not None
    policy = ZonePolicy(notice_close="17:30")
    case.proceeding.notice.last_day = art22.last_day(PUBLISHED.date(), 5, policy, CALENDAR)
    closes = datetime(2025, 11, 10, 17, 30, tzinfo=CHINA)
    assert objections.status_at(case, EVIDENCED, closes - timedelta(seconds=1)) is ObjectionStatus.ACCEPTED
    assert objections.status_at(case, EVIDENCED, closes) is ObjectionStatus.LATE


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(
    ("form", "attachments", "refused"),
    [
        ({}, (), True),
        ({}, ("page.pdf",), False),
        ({"url": "https://www.samr.gov.cn/1"}, (), False),
    ],
)
def test_a_publication_is_shown_by_its_address_or_by_a_file(
    form: dict[str, str], attachments: tuple[str, ...], refused: bool
) -> None:
    [publish] = art22.PUBLICATION.actions
    refusal = publish.attached(Publication.model_validate(form), attachments)
    assert (refusal is not None) is refused
    assert refusal is None or refusal.basis == art22.NOTICE_BASIS


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ({}, None),
        ({"published_time": "09:00"}, None),
        ({"published_time": "10:00"}, None),
        ({"published_time": "10:01"}, RefusalKind.NOT_YET),
        ({"published_on": "2025-11-04"}, RefusalKind.NOT_YET),
        ({"published_on": "2025-11-02"}, None),
        ({"published_on": "2025-11-01", "published_time": "12:00"}, None),
        ({"published_on": "2025-11-01", "published_time": "11:59"}, RefusalKind.RULE),
        ({"published_on": "2025-10-31"}, RefusalKind.RULE),
    ],
)
def test_a_publication_is_neither_to_come_nor_before_the_evaluation(
    stated: dict[str, str], kind: RefusalKind | None
) -> None:
    case = case_with_notice(renewal=False)
    case.proceeding.evaluated_at = datetime(2025, 11, 1, 12, 0, 30, tzinfo=CHINA)
    [publish] = art22.PUBLICATION.actions
    refusal = publish.check(case, Publication.model_validate(stated), PUBLISHED)
    assert (refusal.kind if refusal else None) == kind


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("C22")
@pytest.mark.parametrize(
    ("receipt", "stamped", "postmarked", "late"),
    [
        ("receipt", "2025-11-10", None, False),
        ("receipt", "2025-11-11", "2025-11-10", True),
        ("postmark", "2025-11-11", "2025-11-10", False),
        ("postmark", "2025-11-11", "2025-11-11", True),
        ("postmark", "2025-11-11", None, True),
    ],
)
def test_a_paper_objection_is_in_time_by_its_stamp_or_by_policy_its_postmark(
    receipt: str, stamped: str, postmarked: str | None, late: bool
) -> None:
    case = case_with_notice(renewal=False)
    case.stage, case.policy = Stage.RECOGNITION, ZonePolicy.model_validate({"objection_receipt": receipt})
    form = PaperObjection.model_validate(
        {"receipt_number": "收-1", "stamped_on": stamped, "postmarked_on": postmarked, "has_evidence": True}
    )
    [register] = PAPER_OBJECTION.kind.actions
    assert register.check(case, form, datetime(2025, 11, 13, 2, tzinfo=UTC)) is None
    assert status_of(case, form) is (ObjectionStatus.LATE if late else ObjectionStatus.ACCEPTED)


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("C20")
def test_a_notice_corrected_on_9_october_2025_runs_until_the_15th() -> None:
    case = case_with_notice(renewal=False)
    again = art22.last_day(date(2025, 10, 9), 5, POLICY, CALENDAR)
    notice_changes.replaced(case.proceeding, again, datetime(2025, 10, 9, 2, tzinfo=UTC), "更正")
    standing, [former] = case.proceeding.notice, case.proceeding.former_notices
    assert standing is not None
    assert (standing.last_day.date, standing.id != former.id) == (date(2025, 10, 15), True)
    assert former.superseded_at is not None


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A01", "A02", "A14", "A15", "A17", "A24")
@pytest.mark.parametrize(
    ("published", "working_days", "policy", "closes"),
    [
        pytest.param("2025-11-03T10:00:00", 5, {}, "2025-11-11T00:00", id="A01 a plain week"),
        pytest.param("2025-11-03T10:00:00", 7, {}, "2025-11-13T00:00", id="A17 a longer notice"),
        pytest.param(
            "2025-11-03T10:00:00",
            5,
            {"notice_count_publication_day": True},
            "2025-11-08T00:00",
            id="the day of publication counts",
        ),
        pytest.param(
            "2018-10-09T09:00:00",
            5,
            {"notice_count_publication_day": True},
            "2018-10-16T00:00",
            id="A24 a real notice that counted it",
        ),
        pytest.param(
            "2025-11-03T10:00:00", 5, {"notice_close": "17:30"}, "2025-11-10T17:30", id="closes with the office"
        ),
        pytest.param("2025-03-15T15:00:00", 5, {}, "2025-03-22T00:00", id="A15 published on a Saturday"),
        pytest.param(
            "2025-03-15T15:00:00",
            5,
            {"notice_count_publication_day": True},
            "2025-03-22T00:00",
            id="A15 a day off is not counted even then",
        ),
        pytest.param("2025-10-04T08:00:00", 5, {}, "2025-10-15T00:00", id="published in the holidays"),
        pytest.param("2026-02-28T15:00:00", 5, {}, "2026-03-07T00:00", id="A14 published on a make-up Saturday"),
        pytest.param(
            "2026-02-28T15:00:00",
            5,
            {"notice_count_publication_day": True},
            "2026-03-06T00:00",
            id="A14 a make-up Saturday counts if the day counts",
        ),
        pytest.param("2025-11-03T00:00:30", 5, {}, "2025-11-11T00:00", id="published just after midnight"),
        pytest.param("2025-11-02T23:59:30", 5, {}, "2025-11-08T00:00", id="published just before midnight"),
        pytest.param("2024-02-28T10:00:00", 5, {}, "2024-03-07T00:00", id="over 29 February"),
        pytest.param("2025-10-31T10:00:00", 5, {}, "2025-11-08T00:00", id="published on the last of a month"),
        pytest.param("2024-04-03T10:00:00", 5, {}, "2024-04-12T00:00", id="A02 a make-up Sunday in between"),
    ],
)
def test_a_notice_is_open_from_its_day_of_publication_until_it_closes(
    published: str, working_days: int, policy: dict[str, object], closes: str
) -> None:
    instant = datetime.fromisoformat(published).replace(tzinfo=CHINA).astimezone(UTC)
    notice = art22.last_day(local_date(instant), working_days, ZonePolicy.model_validate(policy), CALENDAR)
    assert notice.opens_at is not None
    assert notice.closes_at is not None
    assert notice.opens_at == datetime.combine(date.fromisoformat(published[:10]), datetime.min.time(), CHINA)
    assert notice.closes_at == datetime.fromisoformat(closes).replace(tzinfo=CHINA)
    second = timedelta(seconds=1)
    moments = [notice.opens_at - second, notice.opens_at, notice.closes_at - second, notice.closes_at]
    assert [notice.opens_at <= moment < notice.closes_at for moment in moments] == [False, True, True, False]
    assert local_date(notice.closes_at - second) == notice.date


@pytest.mark.article("zone:22#1")
def test_a_notice_names_the_parameters_that_say_how_it_is_counted_and_when_it_closes() -> None:
    lines = art22.last_day(date(2025, 11, 3), 5, POLICY, CALENDAR).lines
    assert [line.parameter for line in lines if line.parameter] == [
        "Z-NOTICE-MIN-WD",
        "Z-NOTICE-COUNT-PUBDAY",
        "Z-NOTICE-CLOSE",
    ]


@pytest.mark.article("zone:22#3")
def test_an_open_objection_waits_since_its_receipt_by_whole_days_in_local_time_and_a_settled_one_no_more() -> None:
    evening = datetime(2025, 11, 3, 15, 59, tzinfo=UTC)  # 23:59 in Asia/Shanghai
    found = [
        Objection(receipt_number="late at night", received_at=evening),
        Objection(receipt_number="after midnight", received_at=evening + timedelta(minutes=1)),
        Objection(receipt_number="on paper", received_at=evening, stamped_on=date(2025, 10, 31)),
        Objection(receipt_number="incomplete", received_at=evening, status=ObjectionStatus.INCOMPLETE),
        Objection(receipt_number="settled", received_at=evening, status=ObjectionStatus.REJECTED),
    ]
    waited = [(each.receipt_number, each.days) for each in objections.waiting(found, date(2025, 11, 5))]
    assert waited == [("on paper", 5), ("late at night", 2), ("incomplete", 2), ("after midnight", 1)]
