"""Questions asked before their answers are needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


def asked_ahead(
    ask: Callable[[Question], Answer], questions: Iterable[Question], at_once: int
) -> Iterator[Answer]:
    """The answers in the order of the questions, ``at_once`` of these under way while one is made use of.

    No more than that wait to be made use of; where it is one, each is asked when it is needed. What an
    answer raises is raised in its place, and nothing is asked after it.

    >>> list(asked_ahead(len, ["a", "bcd", ""], 2))
    [1, 3, 0]
    """
    if at_once <= 1:
        yield from map(ask, questions)
        return
    left = iter(questions)
    with ThreadPoolExecutor(at_once, thread_name_prefix="asked-ahead") as asking:
        waiting = deque(asking.submit(ask, each) for each in islice(left, at_once))
        while waiting:
            found = waiting.popleft().result()
            waiting.extend(asking.submit(ask, each) for each in islice(left, 1))
            yield found
