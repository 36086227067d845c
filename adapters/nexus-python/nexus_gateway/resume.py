"""Which order events are new. No socket, no clock: what the gateway sends goes in, what the consumer gets comes out."""

from __future__ import annotations

from typing import Dict, List, Optional

from .inbox import Item
from .messages import Message, Reject, Resumed


class Resume:
    """HELLO names the last order event that came; what comes up to RESUMED may still hold some that did.

    Behind RESUMED an event is new if its ``seq`` is greater than the last. Before it, one that is not may be a repeat, or
    come from another journal than the last time (the gateway began anew in an empty folder): RESUMED tells which.
    """

    def __init__(self, seq: Optional[int]) -> None:
        """:param seq: of the last event that was taken, or None to begin live"""
        self.seq = seq
        self.repeats = 0
        self._asked: Optional[int] = None
        self._resumed = False
        self._gap = False
        self._held: Dict[int, Message] = {}
        self._connection = 0
        self._sent: Dict[str, int] = {}

    def connected(self) -> None:
        """A new connection, on which HELLO has asked for what comes behind ``seq``."""
        self._connection += 1
        self._asked = self.seq
        self._resumed = False
        self._gap = False
        self._held = {}

    def sent(self, order_id: str) -> None:
        """A signal went out on this connection."""
        self._sent[order_id] = self._connection

    def take(self, message: Message) -> List[Item]:
        """What the consumer is to get of it, in order."""
        if message.replay:
            return [Item(message, None)]
        if isinstance(message, Resumed):
            return self._resume(message)
        if not message.is_order_event:
            self._gap |= isinstance(message, Reject) and message.code == "RESUME_GAP"
            return [Item(message, None)]
        self._answered(message)
        seq = message.seq
        if self.seq is None or seq > self.seq:
            self.seq = seq
            return [Item(message, seq)]
        if self._resumed:
            self.repeats += 1
        else:
            self._held[seq] = message
        return []

    def _resume(self, resumed: Resumed) -> List[Item]:
        held, self._held = self._held, {}
        self._resumed = True
        items = []
        to_seq = resumed.to_seq
        if self._asked is not None and to_seq < self._asked:
            resumed.another_journal = True
            items = [Item(message, seq) for seq, message in held.items()]
            self.seq = max([to_seq, *held])
        else:
            self.repeats += len(held)
            self.seq = to_seq if self.seq is None else max(self.seq, to_seq)
        old = [order_id for order_id, connection in self._sent.items() if connection < self._connection]
        for order_id in old:
            del self._sent[order_id]
        # Where the gateway has forgotten events, or has another journal, no answer proves nothing.
        resumed.unanswered = () if self._gap or resumed.another_journal else tuple(old)
        items.append(Item(resumed, self.seq))
        return items

    def _answered(self, message: Message) -> None:
        if self._sent:
            self._sent.pop(str(message.raw.get("order_id")), None)
