"""Lives of parks on real processes that are killed at random: ``python -m chaos``. Above onebox, for tests only."""
