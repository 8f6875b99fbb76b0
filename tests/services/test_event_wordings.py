"""What mails of an event's file say of its steps."""

import pytest

from services.notifications.wording import compose
from tests.support.notifications import some_facts


@pytest.mark.parametrize(
    ("step", "answer", "said"),
    [
        ("约谈通知", "发出约谈通知", "发出约谈通知"),
        ("处理投诉", "处理", "处理投诉"),
        ("决定是否移送案件", "决定移送", "决定是否移送案件：决定移送"),
    ],
)
@pytest.mark.parametrize("text", ["district", "province"])
def test_a_mail_of_an_event_says_no_step_twice(text: str, step: str, answer: str, said: str) -> None:
    data = {"who": "甲局", "step": step, "answer": answer, "next": "", "by": "", "limit": ""}
    message = compose(f"{text}_event_step", some_facts(data))
    assert message.subject.startswith(f"{said}（")
    assert f"——{said}。" in message.text
