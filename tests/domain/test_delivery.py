"""What becomes of a notification, who sees to it that somebody is told otherwise, and which notices are statutory."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.delivery import (
    Channel,
    DeliveryState,
    Group,
    Means,
    OtherwiseTold,
    State,
    after,
    group_of,
    refuse_otherwise_told,
    responsible,
)
from domain.notification_choice import OptionalChannel, OwnChannel, Preferences
from domain.refusal import RefusalKind
from domain.roles import SAMR, Actor, Audience, Role

P, S, D, F = State.PLANNED, State.SENT, State.DELIVERED, State.FAILED
TABLE = {
    (P, "deferred"): P, (P, "accepted"): S, (P, "delivered"): D, (P, "refused"): F,
    (S, "deferred"): S, (S, "accepted"): S, (S, "delivered"): D, (S, "refused"): F,
    (D, "deferred"): D, (D, "accepted"): D, (D, "delivered"): D, (D, "refused"): F,
    (F, "deferred"): F, (F, "accepted"): F, (F, "delivered"): F, (F, "refused"): F,
}  # fmt: skip


@pytest.mark.parametrize(("state", "news"), TABLE)
def test_what_is_learnt_moves_a_notification_on(state: State, news: str) -> None:
    assert after(state, DeliveryState(news)) is TABLE[state, news]


def test_the_table_says_of_every_state_what_every_news_does_to_it() -> None:
    assert set(TABLE) == {(state, news.value) for state in State for news in DeliveryState}


def final(news: list[DeliveryState]) -> State:
    state = State.PLANNED
    for each in news:
        state = after(state, each)
    return state


NEWS = some.lists(some.sampled_from(DeliveryState), max_size=8)


@given(NEWS, some.randoms())
def test_news_out_of_order_comes_to_the_same(news: list[DeliveryState], chance: Any) -> None:
    mixed = list(news)
    chance.shuffle(mixed)
    assert final(mixed) is final(news)


@given(NEWS)
def test_news_that_comes_twice_or_late_changes_nothing(news: list[DeliveryState]) -> None:
    assert final([*news, *news]) is final(news)
    for late in news:
        assert final([*news, late]) is final(news)


@given(NEWS)
def test_nothing_ever_goes_back(news: list[DeliveryState]) -> None:
    states = [final(news[:length]) for length in range(len(news) + 1)]
    order = list(State)
    assert all(order.index(earlier) <= order.index(later) for earlier, later in pairwise(states))


@pytest.mark.parametrize(
    ("basis", "is_reminder", "is_owed", "group"),
    [
        (("zone:22#1",), False, True, Group.TO_DO),
        (("zone:22#1",), False, False, Group.FOR_INFORMATION),
        (("zone:27#1",), True, True, Group.REMINDER),
        ((), False, True, Group.OF_THE_PLATFORM),
        ((), False, False, Group.OF_THE_PLATFORM),
    ],
)
def test_a_notice_is_statutory_when_a_text_provides_for_what_it_tells_and_no_ladder_of_ours_sends_it(
    basis: tuple[str, ...], is_reminder: bool, is_owed: bool, group: Group
) -> None:
    assert group_of(basis, is_reminder=is_reminder, is_owed=is_owed) is group
    assert group.is_statutory == (group in (Group.TO_DO, Group.FOR_INFORMATION))


NOTHING = Preferences(reminder=(), of_the_platform=(), quiet_channels=())


@pytest.mark.parametrize("group", Group)
def test_who_chose_nothing_is_told_by_inbox_and_mail(group: Group) -> None:
    assert Preferences().wanted(group) == (Channel.INBOX, Channel.MAIL)


@pytest.mark.parametrize("group", Group)
def test_inbox_and_mail_of_a_statutory_notice_cannot_be_switched_off_and_of_the_rest_the_inbox(group: Group) -> None:
    fixed = (Channel.INBOX, Channel.MAIL) if group.is_statutory else (Channel.INBOX,)
    assert NOTHING.wanted(group) == fixed


def test_channels_are_chosen_group_by_group() -> None:
    chosen = Preferences(to_do=(OwnChannel.SMS,), reminder=(OptionalChannel.CHAT,))
    assert chosen.wanted(Group.TO_DO) == (Channel.INBOX, Channel.MAIL, Channel.SMS)
    assert chosen.wanted(Group.REMINDER) == (Channel.INBOX, Channel.CHAT)
    assert chosen.wanted(Group.FOR_INFORMATION) == (Channel.INBOX, Channel.MAIL)


JIANGSU = Audience(role=Role.PROVINCIAL_REGULATOR, region="320500")
OPS = Audience(role=Role.OPS)


@pytest.mark.parametrize(
    ("role", "place", "asked"),
    [
        (Role.CREATING_BODY, "320500", JIANGSU),
        (Role.CITY_REGULATOR, "320500", JIANGSU),
        (Role.PROVINCIAL_REGULATOR, "320000", SAMR),
        (Role.PROVINCIAL_LEADING_GROUP, "320000", SAMR),
        (Role.SAMR, "000000", OPS),
        (Role.JOINT_DEPARTMENT, "000000", OPS),
        (Role.EXPERT, "000000", OPS),
    ],
)
def test_whoever_supervises_a_body_tells_it_otherwise_else_operations(role: Role, place: str, asked: Audience) -> None:
    assert responsible(role, place) == asked


TODAY = date(2026, 3, 4)
PROVINCE = Actor(id="prov-js", role=Role.PROVINCIAL_REGULATOR, organisation="prov-js", jurisdiction="320000")
OTHER = PROVINCE.model_copy(update={"id": "prov-zj", "jurisdiction": "330000"})


def refusal(actor: Actor = PROVINCE, told_on: date = TODAY, *, is_closed: bool = False) -> Any:
    form = OtherwiseTold(means=Means.TELEPHONE, told_on=told_on, told_by="张三", told_whom="李四")
    opened = TODAY - timedelta(days=2)
    return refuse_otherwise_told(actor, JIANGSU, form, is_closed=is_closed, opened_on=opened, today=TODAY)


@pytest.mark.parametrize(("days", "taken"), [(-3, False), (-2, True), (0, True), (1, False)])
def test_somebody_is_told_otherwise_between_the_day_it_was_asked_and_today(days: int, taken: bool) -> None:
    found = refusal(told_on=TODAY + timedelta(days=days))
    assert (found is None) == taken
    if found:
        assert (found.kind, found.basis) == (RefusalKind.RULE, ("zone:5", "zone:6"))
        assert "系统策略" in found.text


def test_only_whoever_is_asked_says_that_somebody_was_told_and_only_once() -> None:
    assert refusal() is None
    stranger, again = refusal(OTHER), refusal(is_closed=True)
    assert (stranger.kind, again.kind) == (RefusalKind.WRONG_ACTOR, RefusalKind.ALREADY_DONE)
    assert "省级市场监管部门" in stranger.text
    assert stranger.remedy
    assert again.remedy
