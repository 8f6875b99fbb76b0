"""The tables of the register. Rows carry data and no behaviour; every SELECT lives in ``db.queries``."""

from db.models.base import Base
from db.models.calendar import CalendarReleaseRow
from db.models.calendar_feeds import CalendarEntry, CalendarToken
from db.models.case_filters import SavedFilter
from db.models.case_imports import CaseImport, CaseImportRow
from db.models.cases import Case, CaseEvent, CaseStep
from db.models.contacts import ContactRow
from db.models.documents import DocumentCounter, DocumentFile, DocumentRelation, DocumentRow, StoredFile
from db.models.drafts import SavedDraft
from db.models.experts import ExpertRow
from db.models.identity import Account, Organisation, RateCount, Session
from db.models.instruments import CaseList, InstrumentRow, ListActRow, ListEntry
from db.models.ledgers import LedgerEntry
from db.models.notices import Objection, PublicNotice
from db.models.notifications import DeliveryTask, Notification, NotificationEndpoint, NotificationPreferences
from db.models.parks import Park, ParkBody, ParkFact, ParkIdentity, ParkSuccession
from db.models.policies import PolicyInterpretation, PolicyVersion
from db.models.substitutions import SubstitutionRow
from db.models.tasks import DutyRow, Rung, TaskRow
from db.models.web import AuditEntry, AuditOrigin, IdempotentResponse

__all__ = [
    "Account",
    "AuditEntry",
    "AuditOrigin",
    "Base",
    "CalendarEntry",
    "CalendarReleaseRow",
    "CalendarToken",
    "Case",
    "CaseEvent",
    "CaseImport",
    "CaseImportRow",
    "CaseStep",
    "ContactRow",
    "DeliveryTask",
    "DocumentCounter",
    "DocumentFile",
    "DocumentRelation",
    "DocumentRow",
    "DutyRow",
    "ExpertRow",
    "IdempotentResponse",
    "InstrumentRow",
    "LedgerEntry",
    "ListActRow",
    "ListEntry",
    "Notification",
    "NotificationEndpoint",
    "NotificationPreferences",
    "Objection",
    "Organisation",
    "Park",
    "ParkBody",
    "ParkFact",
    "ParkIdentity",
    "CaseList",
    "ParkSuccession",
    "PolicyInterpretation",
    "PolicyVersion",
    "PublicNotice",
    "RateCount",
    "Rung",
    "SavedDraft",
    "SavedFilter",
    "Session",
    "StoredFile",
    "SubstitutionRow",
    "TaskRow",
]
