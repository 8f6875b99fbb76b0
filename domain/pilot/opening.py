"""A project is opened by the bureau that starts the cooperation (二（一）), or taken over as it stands."""

from domain.orders import Effects
from domain.pilot.case import PilotCase, PilotStage


def opened(case: PilotCase) -> Effects:
    if case.stage is not PilotStage.DRAFT:
        return Effects(text=f"{case.title}作为在办项目接入，当前阶段：{case.label}。接入前应发的提醒不再补发。")
    return Effects(text=f"{case.opened_by.name}发起{case.title}，待建立合作机制、明确牵头单位。")
