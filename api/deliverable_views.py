"""View models of the ledger of the five provincial bureaus' deliverables."""

from api.ledger_views import EntryView, LineView


class DeliverableEntryView(EntryView):
    """``progress``: ``ongoing`` or ``delivered``."""

    progress: str
    progress_label: str


class DeliverableView(LineView):
    """A deliverable as it stands: what its latest day says, null where nothing has been entered.

    ``latest``: the newest of its entries.
    """

    progress: str | None
    progress_label: str
    latest: list[DeliverableEntryView]
