"""The independent check of a case's dates: every date is worked out again from what it was recorded with.

Nothing of the platform is imported here, and no library: the arithmetic is written anew from the specification, by
other means than ``domain``'s (tables of days instead of walking, months by hand), so that one mistake is unlikely to be
made twice. Input and output are plain JSON and plain text:

    python -m verifier inputs.json

Inputs are a JSON object:
- ``policy``: the parameters of the case by name; what is absent has the default of the specification;
- ``releases``: the holiday notices, each ``{year, document_number, issued_on, days_off, make_up_workdays,
  known_since}``; ``known_since`` is the instant from which the register knew it, if absent the day of issue;
- ``seasons``: year → the days that a notice not yet published may give ``off`` and the weekends it may have
  ``made_up``, each a list of ``["MM-DD", "MM-DD"]`` with both ends included;
- ``deadlines``: the recorded dates, as ``deadlines_in`` finds them in the state of a case.

The seasons are data and not restated: no text fixes them (系统策略), so there is nothing to derive them from anew.
"""

from verifier.finding import Finding, Verdict
from verifier.recorded import deadlines_in
from verifier.verification import verify

__all__ = ["Finding", "Verdict", "deadlines_in", "verify"]
