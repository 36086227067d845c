"""NEXUS' connection to the gateway."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Type, Union

from .inbox import Inbox, Item
from .keys import Keys
from .loop import Loop, NotConnected
from .messages import MarketData, Message, Resumed
from .place import Place
from .resume import Resume
from .wire import Number, number

_MODES = ("live", "replay", "lockstep")


class NexusClient:
    """Sends signals and hands over what the gateway says: in order, each order event once.

    Signals may be sent from any thread. Messages are consumed by one: with ``for message in client.events()``, with
    ``poll``, or with callbacks (``on`` and ``run``). A message counts as taken when the next one is asked for, or by
    ``taken()``; then its place is remembered in the file, and it never comes again. A callback, or a loop's body, that
    raises has not taken its message.

    After a kill the message that was being handled, at most one, comes again with ``again`` set. To do without even
    that, write its ``seq`` together with what you do, in one transaction, and skip what is there.
    """

    def __init__(
        self,
        endpoint: str = "tcp://127.0.0.1:5556",
        *,
        place: Union[None, str, "os.PathLike[str]"] = None,
        resume_from: Optional[int] = None,
        client: str = "nexus-python",
        version: str = "1",
        keys: Optional[Keys] = None,
        mode: str = "live",
        heartbeat: Optional[float] = 1.0,
        max_ticks: int = 10_000,
        sync: bool = True,
    ) -> None:
        """Begins to connect; never waits for the gateway.

        :param place: file that remembers how far order events were taken; None: in memory alone
        :param resume_from: ``seq`` to begin behind where the file knows none; None: with what happens from now on. 0: with
            everything that the gateway still keeps
        :param mode: ``live``; ``replay`` for ``bin/replay feed``; ``lockstep`` for ``feed --speed lockstep`` and for
            ``bin/replay backtest --strategy zmq``, which wait until each tick was taken
        :param heartbeat: seconds between HEARTBEATs, None for none; they stop while the consumer has not come back for 10 s,
            so that the gateway's ``risk.killSwitch.onNexusSilence`` sees a strategy that hangs
        :param max_ticks: how many ticks may wait; live the oldest are dropped, in a replay the sender waits
        :param sync: whether the place survives the death of the machine, too: one sync to the disk for each order event
        :raises PlaceError: if the file is another process's, or damaged
        """
        if mode not in _MODES:
            raise ValueError("mode is %r: want one of %s" % (mode, ", ".join(_MODES)))
        live = mode == "live"
        self._lockstep = mode == "lockstep"
        self._place = Place(place if live else None, sync)
        if self._place.seq is None:
            self._place.seq = resume_from
        self._resume = Resume(self._place.seq)
        self._inbox = Inbox(max_ticks)
        self._given: Optional[Item] = None
        self._handlers: Dict[Type[Message], List[Callable[[Any], None]]] = {}
        self._ids = "L" if self._lockstep else secrets.token_hex(8)
        self._id_count = 0
        self._id_lock = threading.Lock()
        hello = {"type": "HELLO", "client": client, "version": version}
        self._loop = Loop(endpoint, keys, live, hello, heartbeat, self._resume, self._inbox)
        self._loop.start()

    # --- what NEXUS says ---

    def send_signal(
        self,
        symbol: str,
        side: str,
        quantity: Number,
        confidence: Optional[float] = None,
        *,
        metadata: Optional[Mapping[str, Any]] = None,
        order_type: Optional[str] = None,
        limit_price: Optional[Number] = None,
        stop_price: Optional[Number] = None,
        time_in_force: Optional[str] = None,
        platforms: Optional[Iterable[str]] = None,
        ttl_ms: Optional[int] = None,
        contract: Optional[str] = None,
        order_id: Union[None, str, int] = None,
    ) -> str:
        """Sends one intent and returns its ``order_id``; what becomes of it comes as messages that carry the id.

        It is sent now or not at all. Without ``order_id`` it gets one that no other process ever gives. To be able to ask
        again after a crash in this very call, give an id that follows from the decision: the gateway refuses the second
        one (``DUPLICATE_ORDER_ID``).

        :param symbol: universal, as ``NQ``
        :param side: ``BUY`` or ``SELL``
        :param quantity: in universal units, more than 0
        :param metadata: kept in the journal with the signal; whatever MessagePack can hold
        :param ttl_ms: how old it may be when the gateway gets it
        :raises NotConnected: if it was not sent and never will be
        :raises ValueError: if an amount cannot go over the wire exactly
        """
        if side not in ("BUY", "SELL"):
            raise ValueError("side is %r: want BUY or SELL" % (side,))
        amount = number(quantity, "quantity")
        if amount <= 0:
            raise ValueError("quantity is %s: want more than 0" % (quantity,))
        message: Dict[str, Any] = {"type": "SIGNAL", "symbol": symbol, "side": side, "quantity": amount}
        message["order_id"] = self.new_order_id() if order_id is None else order_id
        message["timestamp"] = time.time()
        optional = {
            "confidence": None if confidence is None else number(confidence, "confidence"),
            "metadata": None if metadata is None else dict(metadata),
            "order_type": order_type,
            "limit_price": None if limit_price is None else number(limit_price, "limit_price"),
            "stop_price": None if stop_price is None else number(stop_price, "stop_price"),
            "time_in_force": time_in_force,
            "platforms": None if platforms is None else list(platforms),
            "ttl_ms": ttl_ms,
            "contract": contract,
        }
        message.update((key, value) for key, value in optional.items() if value is not None)
        self._loop.send(message, str(message["order_id"]))
        return str(message["order_id"])

    def new_order_id(self) -> str:
        """An id for a signal: 64 random bits of this process, and a count. In lockstep ``L-1``, ``L-2``…, so that the same
        backtest gives the same journal."""
        with self._id_lock:
            self._id_count += 1
            return "%s-%d" % (self._ids, self._id_count)

    def cancel(self, order_id: Union[str, int], platforms: Optional[Iterable[str]] = None) -> None:
        """Cancels what is open of a signal, on all platforms or on these.

        :raises NotConnected: if it was not sent and never will be
        """
        message: Dict[str, Any] = {"type": "CANCEL", "order_id": order_id}
        if platforms is not None:
            message["platforms"] = list(platforms)
        self._loop.send(message)

    def halt(self, reason: str) -> None:
        """Stops trading, where the gateway has ``risk.killSwitch``; only an operator resumes.

        :raises NotConnected: if it was not sent and never will be
        """
        self._loop.send({"type": "HALT", "reason": reason})

    def reduce_only(self, reason: str) -> None:
        """Stops all that could enlarge a position; otherwise as ``halt``."""
        self._loop.send({"type": "REDUCE_ONLY", "reason": reason})

    # --- what NEXUS hears ---

    def events(self) -> Iterator[Message]:
        """All messages, until ``close``, or in a replay until it has ended."""
        while True:
            message = self.poll(None)
            if message is None:
                return
            yield message

    def poll(self, timeout: Optional[float] = 0.0) -> Optional[Message]:
        """The next message. None if none comes within ``timeout`` seconds (None: waits for one), or it has ended."""
        self.taken()
        item = self._inbox.get(timeout)
        if self._loop.fault is not None:
            raise RuntimeError("the client has stopped by a fault") from self._loop.fault
        if item is None:
            return None
        self._loop.room()
        message = item.message
        if item.place is not None and not isinstance(message, Resumed):
            message.again = item.place == self._place.uncertain
            self._place.giving(item.place)
        self._given = item
        return message

    def taken(self) -> None:
        """The last message is done with. Called by itself when the next one is asked for: wanted before leaving a loop."""
        item, self._given = self._given, None
        if item is None:
            return
        if item.place is not None:
            self._place.taken(item.place)
        if self._lockstep and isinstance(item.message, MarketData):
            # Where nobody waits for the answer any longer the replay is over, which the next message says.
            with contextlib.suppress(NotConnected):
                self._loop.send({"type": "STEP_ACK", "seq": item.message.seq})

    def on(self, kind: Type[Message], callback: Callable[[Any], None]) -> None:
        """Has ``run`` call this for each message of the class; ``Message`` stands for all of them."""
        self._handlers.setdefault(kind, []).append(callback)

    def run(self) -> None:
        """Calls the callbacks, on this thread, until ``close``, or until a replay has ended. What they raise ends it."""
        for message in self.events():
            for kind in (type(message), Message) if type(message) is not Message else (Message,):
                for callback in self._handlers.get(kind, ()):
                    callback(message)

    # --- how it stands ---

    @property
    def is_up(self) -> bool:
        """Whether something can be sent now."""
        return self._loop.up

    @property
    def place(self) -> Optional[int]:
        """The ``seq`` up to which order events were taken."""
        return self._place.seq

    @property
    def dropped_ticks(self) -> int:
        """Ticks that a slow consumer has missed."""
        return self._inbox.dropped_ticks

    @property
    def repeats(self) -> int:
        """Order events that came a second time and were left out."""
        return self._resume.repeats

    @property
    def malformed(self) -> int:
        """Messages that could not be read; the log has them."""
        return self._loop.malformed

    @property
    def problem(self) -> Optional[str]:
        """Why there is no connection, or None."""
        return self._loop.problem

    def close(self) -> None:
        """Disconnects; the last message counts as not taken unless ``taken`` was called."""
        self._inbox.end(discard=True)
        self._loop.close()
        self._place.close()

    def __enter__(self) -> "NexusClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
