"""What the file of an event calls those who have a part in it."""

import pytest

from domain.event_kinds import EVENT_KINDS
from services.documents.samples.events import FILLED
from tests.support.event_files import BODIES, an_event, answered


@pytest.mark.article("province:37")
@pytest.mark.parametrize(
    ("known", "name"), [({"湖北省市场监督管理局": "prov-hb"}, "湖北省市场监督管理局"), ({}, "省级市场监管部门")]
)
def test_the_provincial_regulator_is_called_by_its_name_where_the_file_knows_it(
    known: dict[str, str], name: str
) -> None:
    case = an_event("province_recall", opened_by=BODIES["ja-market"], units=known)
    answer = answered(case, "prov-hb", "collect", **FILLED["province_defect_information"])
    action = EVENT_KINDS[case.kind].tasks["collection"].action("collect")
    assert action is not None
    effects = action.effects(case, answer)
    assert effects.text.startswith(f"{name}办理")
    assert effects.notices[0].data["by"] == name
