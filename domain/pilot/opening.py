"""A project is opened by the bureau that starts the cooperation (二（一）)."""

from domain.orders import Effects
from domain.pilot.case import PilotCase


def opened(case: PilotCase) -> Effects:
    return Effects(text=f"{case.opened_by.name}发起{case.title}，待建立合作机制、明确牵头单位。")
