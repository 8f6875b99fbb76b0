"""An act on a list of cases: the same act on every entry, each answered by its own case."""

import asyncio

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.activities import act_on_entry, record_list_act
    from contracts.lists import EntryResult, ListEntryOrder, ListOrder, ListOutcome

from workflows.options import REGISTER, SERVICE


@workflow.defn(name="ListAct")
class ListAct:
    """Over when every entry has answered. What one has answered stays answered, whoever dies meanwhile."""

    @workflow.run
    async def run(self, order: ListOrder) -> int:
        """How many entries took the act."""
        await workflow.execute_local_activity(record_list_act, ListOutcome(order=order), **REGISTER)
        results = await asyncio.gather(*map(self._ask, order.entries))
        outcome = ListOutcome(order=order, results=(*results, *order.refused))
        await workflow.execute_local_activity(record_list_act, outcome, **REGISTER)
        return sum(each.state == "done" for each in results)

    async def _ask(self, entry: ListEntryOrder) -> EntryResult:
        return await workflow.execute_activity(act_on_entry, entry, summary=entry.case_id, **SERVICE)
