"""Pure rules of the four texts: standard library, pydantic and dateutil only; no clock, no I/O."""
