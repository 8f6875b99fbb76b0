"""Every date rule the check knows, by its key, and the parameters of the specification they read.

``date`` is the day that counts in law: the last day of a period, the opening day of a window, the due day of a duty.
Where days are not settled by a notice, a count of "not less than" takes the longest reading, a count of "within" the
shortest, and a day moved off a holiday the nominal one.
"""

from collections.abc import Mapping

from verifier import district, pilot, province, zone
from verifier.rule import Given, Rule

RULES: Mapping[str, Rule] = {**zone.RULES, **pilot.RULES, **district.RULES, **province.RULES}
DEFAULTS: Given = {**zone.DEFAULTS, **pilot.DEFAULTS, **district.DEFAULTS, **province.DEFAULTS}
"""For what a stored policy leaves out, by the names under which a case carries them."""
