"""Every kind of event file, whichever text it is under."""

from typing import Annotated

from pydantic import Field

from domain.district.event_case import DistrictEvent
from domain.district.event_kinds import EVENT_KINDS as DISTRICT
from domain.procedure.event_file import EventKind
from domain.province.event_case import ProvinceEvent
from domain.province.event_kinds import EVENT_KINDS as PROVINCE

AnyEvent = Annotated[DistrictEvent | ProvinceEvent, Field(discriminator="programme")]

EVENT_KINDS: dict[str, EventKind] = {**DISTRICT, **PROVINCE}
