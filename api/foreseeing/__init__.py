"""预告: what an act would cause, found by letting the case's own workflow take it, on paper: nothing is written."""
