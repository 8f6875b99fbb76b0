"""What is being built and does not run yet. Empty when everything of the four texts runs or has a reason.

A place leaves the table when it has a rule, a test marked with it, and a step, task or page. The rows of a table, as
measures and clauses are, have these from the place at which they are worked through: ``Text.worked_at``.
"""

_PROVINCE = (
    "4.1 4.2 4.3 5.1#1 5.1#2 5.1#3 5.1#4 5.1#5 5.1#6 5.2 6.1 6.2 7 8 9 "
    "10 11.1 11.2 12.1#1 12.1#2 12.2 13 14.1 14.2 14.3#1 14.3#2 15.1 15.2 16.1 16.2 17.1 17.2 "
    "18 19.1 19.2 20.1 20.2 21 22 23 24 25.1 25.2 25.3 26 27 28 29 "
    "30.2 31.1 31.2#1 31.2#2 31.3 32.1 32.2 33 34 "
    "35 36.1 36.2 37 38.1 38.2#1 38.2#2 39.1 39.2 40 41"
)

UNDER_CONSTRUCTION: frozenset[str] = frozenset(f"province:{place}" for place in _PROVINCE.split())
"""Places of which not everything stands that has to stand, and that is no gap as long as they are named here."""
