"""Task queues and the ids of the platform's own workflows.

Cases, notifications and documents have a queue each, so that a storm of reminders never delays a decision.
"""

CASES = "cases"
NOTIFICATIONS = "notifications"
DOCUMENTS = "documents"

DUTY_CLOCK = "system/duty-clock"
OUTBOX = "system/outbox"
DOCUMENT_PRESS = "system/document-press"
RECALCULATION = "system/recalculation"
INTAKE = "system/intake"
