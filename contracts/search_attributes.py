"""Search attributes: how operators find a case in Temporal. Codes only, no names of people, never long.

At most ten Keyword and three of any other type exist per namespace, and a value over 2,048 bytes ends the
workflow for good: so there is one list, and one helper that clamps.
"""

from temporalio.common import SearchAttributeKey

PROGRAMME = SearchAttributeKey.for_keyword("ZhichengProgramme")
STAGE = SearchAttributeKey.for_keyword("ZhichengStage")
PARK = SearchAttributeKey.for_keyword("ZhichengPark")
REGION = SearchAttributeKey.for_keyword("ZhichengRegion")
EXPIRES_AT = SearchAttributeKey.for_datetime("ZhichengExpiresAt")

SEARCH_ATTRIBUTES: dict[str, str] = {
    PROGRAMME.name: "Keyword",
    STAGE.name: "Keyword",
    PARK.name: "Keyword",
    REGION.name: "Keyword",
    EXPIRES_AT.name: "Datetime",
}
"""Name → type, as the servers are told at set-up."""

LONGEST = 200


def clamp(value: str) -> str:
    """The value cut to a length that every store takes."""
    return value[:LONGEST]
