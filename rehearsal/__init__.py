"""推演: one case played forward in a process of its own, on a register, an engine and a clock of its own."""
