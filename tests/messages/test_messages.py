"""The words of screens and letters: found, filled in, and loud when something is missing."""

from __future__ import annotations

import pytest

from resnet.messages import Messages, UnknownMessageError, messages_for

CATALOGUE = """
greeting = 안녕하세요, { $name } 님
found = { $count ->
    [one] one service
   *[other] { $count } services
}
sign-in = Sign in
    .title = Opens your cases
"""


@pytest.fixture
def messages() -> Messages:
    return Messages("en", [CATALOGUE])


def test_a_variable_is_filled_in_without_invisible_marks(messages: Messages) -> None:
    assert messages.text("greeting", name="가람") == "안녕하세요, 가람 님"


@pytest.mark.parametrize(("count", "says"), [(1, "one service"), (1254, "1,254 services")])
def test_numbers_are_written_as_the_language_does(messages: Messages, count: int, says: str) -> None:
    assert messages.text("found", count=count) == says


def test_an_attribute_is_asked_for_by_its_dotted_name(messages: Messages) -> None:
    assert messages.text("sign-in.title") == "Opens your cases"


@pytest.mark.parametrize("key", ["absent", "sign-in.absent", "absent.title"])
def test_an_unknown_key_is_an_error_and_never_an_empty_screen(messages: Messages, key: str) -> None:
    with pytest.raises(UnknownMessageError) as raised:
        messages.text(key)

    assert raised.value.key == key
    assert not messages.has(key)


def test_a_variable_that_was_not_given_is_an_error(messages: Messages) -> None:
    with pytest.raises(UnknownMessageError, match="name"):
        messages.text("greeting")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnknownMessageError, match="ko, en"):
        messages_for("fr")


def test_a_catalogue_is_read_once() -> None:
    assert messages_for("ko") is messages_for("ko")
