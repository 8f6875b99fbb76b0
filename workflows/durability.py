"""Which of a case's steps are durable: a step is a local activity, and lives or dies with its workflow task."""

from temporalio import workflow


class Durability:
    def __init__(self) -> None:
        self._history_length = 0
        self._durable = 0

    def last_step(self, latest: int) -> int:
        """The last step known to be durable, given the ``latest`` written: once the history has grown since it was
        written, its task is over."""
        length = workflow.info().get_current_history_length()
        if length != self._history_length:
            self._history_length, self._durable = length, latest
        return self._durable
