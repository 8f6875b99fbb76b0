"""Sample data for every kind of notice, and the facts around it."""

from services.notifications.samples import PARK, samples, some_facts

__all__ = ["PARK", "SAMPLES", "some_facts"]

SAMPLES = samples()
