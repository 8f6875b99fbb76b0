"""Deterministic stories; they import domain and contracts only."""
