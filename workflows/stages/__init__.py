"""Stages: plain classes of human tasks and waits, composed into the workflow that hosts them."""
