"""Task queues and the ids of the platform's own workflows.

Cases, reminders, notifications and documents have a queue each, so that a storm of reminders never delays a decision,
and one worker puts them into words while another hands them over.
"""

CASES = "cases"
REMINDERS = "reminders"
"""Its only task is claiming what is due: the clock itself lies with the notifications, where it has always lain."""
NOTIFICATIONS = "notifications"
DOCUMENTS = "documents"

DUTY_CLOCK = "system/duty-clock"
OUTBOX = "system/outbox"
DOCUMENT_PRESS = "system/document-press"
RECALCULATION = "system/recalculation"
INTAKE = "system/intake"
