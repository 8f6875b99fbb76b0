"""Everything on one machine: make run, make sandbox, make demo."""
