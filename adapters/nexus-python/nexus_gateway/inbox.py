"""Between the thread of the socket and the one that consumes: messages in order."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Deque, NamedTuple, Optional, Tuple

from .messages import MarketData, Message


class Item(NamedTuple):
    """A message and the place that it is worth: once it was taken, all up to there was. None: it is no order event."""

    message: Message
    place: Optional[int]


class Inbox:
    """Order events are all kept. Of ticks the newest ``max_ticks`` are: a slow consumer misses the oldest."""

    def __init__(self, max_ticks: int) -> None:
        self.dropped_ticks = 0
        self._max_ticks = max_ticks
        self._ticks: Deque[Tuple[int, Item]] = deque()
        self._others: Deque[Tuple[int, Item]] = deque()
        self._arrivals = 0
        self._changed = threading.Condition()
        self._ended = False
        self._waiting = False
        self._asked = time.monotonic()

    def put(self, item: Item) -> None:
        with self._changed:
            self._arrivals += 1
            if isinstance(item.message, MarketData):
                if len(self._ticks) >= self._max_ticks:
                    self._ticks.popleft()
                    self.dropped_ticks += 1
                self._ticks.append((self._arrivals, item))
            else:
                self._others.append((self._arrivals, item))
            if self._waiting:
                self._changed.notify()

    def is_full(self) -> bool:
        """Whether the next tick would cost the oldest one."""
        return len(self._ticks) >= self._max_ticks

    def get(self, timeout: Optional[float]) -> Optional[Item]:
        """The next one; None once it has ended, or when nothing has come in time (``None``: for ever)."""
        with self._changed:
            self._asked = time.monotonic()
            self._waiting = True
            self._changed.wait_for(lambda: bool(self._ticks or self._others or self._ended), timeout)
            self._waiting = False
            self._asked = time.monotonic()
            if not self._others and not self._ticks:
                return None
            if self._others and (not self._ticks or self._others[0][0] < self._ticks[0][0]):
                return self._others.popleft()[1]
            return self._ticks.popleft()[1]

    def idle_seconds(self) -> float:
        """For how long the consumer has been busy with what it got; 0 while it waits."""
        with self._changed:
            return 0.0 if self._waiting else time.monotonic() - self._asked

    def end(self, discard: bool = False) -> None:
        """Nothing more comes; what is here can still be had, unless it is thrown away."""
        with self._changed:
            self._ended = True
            if discard:
                self._ticks.clear()
                self._others.clear()
            self._changed.notify_all()
