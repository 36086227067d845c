"""The thread that owns the socket: dials, greets, sends, receives, and dials again."""

from __future__ import annotations

import logging
import random
import socket
import threading
import time
from collections import deque
from typing import Any, Deque, Mapping, Optional, Tuple

import zmq

from .connection import Connection
from .inbox import Inbox, Item
from .keys import Keys
from .messages import Down, Up, message_of
from .resume import Resume
from .wire import MalformedMessage, pack, unpack

_LOG = logging.getLogger("nexus_gateway")
_LEAST_PATIENCE = 0.25
"""Seconds for the first handshake; each that fails doubles it. A gateway's socket may forget one connect in a hundred."""
_MOST_PATIENCE = 5.0
_LEAST_BACKOFF = 0.05
_MOST_BACKOFF = 2.0
_STALLED = 10.0
_LINGER_MILLIS = 500
"""For what was sent just before ``close``."""
_MAX_WAITING = 1000


class NotConnected(ConnectionError):
    """The gateway is not there: nothing was sent, and nothing will be later."""


class Loop:
    """What may be called from any thread says so; all else belongs to its own thread."""

    def __init__(
        self,
        endpoint: str,
        keys: Optional[Keys],
        live: bool,
        hello: Mapping[str, Any],
        heartbeat: Optional[float],
        resume: Resume,
        inbox: Inbox,
    ) -> None:
        """:param live: say HELLO, connect again for ever, drop ticks; else a replay, which ends and drops nothing"""
        self.up = False
        self.malformed = 0
        self.problem: Optional[str] = None
        self.fault: Optional[BaseException] = None
        self._endpoint = endpoint
        self._keys = keys
        self._live = live
        self._hello = hello
        self._heartbeat = heartbeat if live else None
        self._resume = resume
        self._inbox = inbox
        self._lock = threading.Lock()
        self._waiting: Deque[Tuple[int, bytes]] = deque()
        self._connection = 0
        self._held_up = False
        self._closing = False
        self._wake_out, self._wake_in = socket.socketpair()
        self._wake_out.setblocking(False)
        self._wake_in.setblocking(False)
        self._context: "zmq.Context[zmq.Socket[bytes]]" = zmq.Context()
        self._thread = threading.Thread(target=self._run, name="nexus-client", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def send(self, message: Mapping[str, Any], signal_id: Optional[str] = None) -> None:
        """Sends now or never. Any thread.

        :param signal_id: where it is a signal
        :raises NotConnected: if it was not sent and never will be
        """
        frame = pack(message)
        with self._lock:
            if not self.up:
                raise NotConnected("not connected to %s: %s" % (self._endpoint, self.problem or "not yet"))
            if len(self._waiting) >= _MAX_WAITING:
                raise NotConnected("the gateway takes nothing: %d messages wait for it" % len(self._waiting))
            if signal_id is not None:
                self._resume.sent(signal_id)
            self._waiting.append((self._connection, frame))
        self._wake()

    def room(self) -> None:
        """The consumer has taken something. Any thread."""
        if self._held_up and not self._inbox.is_full():
            self._wake()

    def close(self) -> None:
        """Ends it for good; at most 5 s. Any thread."""
        self._closing = True
        self._wake()
        if threading.current_thread() is not self._thread:
            self._thread.join(5)

    def _wake(self) -> None:
        try:
            self._wake_out.send(b"\0")
        except (BlockingIOError, OSError):
            _LOG.debug("awake already, or ended")

    def _run(self) -> None:
        backoff = _LEAST_BACKOFF
        patience = _LEAST_PATIENCE
        try:
            while not self._closing:
                high_water_mark = 100_000 if self._live else 1_000
                connection = Connection(self._context, self._endpoint, self._keys, high_water_mark)
                try:
                    was_up, reason = self._serve(connection, patience)
                finally:
                    connection.close(_LINGER_MILLIS if self._closing else 0)
                self._lost(was_up, reason)
                if was_up and not self._live:
                    break
                patience = _LEAST_PATIENCE if was_up else min(2 * patience, _MOST_PATIENCE)
                backoff = _LEAST_BACKOFF if was_up else min(2 * backoff, _MOST_BACKOFF)
                self._sleep(backoff * random.uniform(0.5, 1.0))
        except BaseException as fault:
            _LOG.exception("stopped by a fault")
            self.fault = fault
        finally:
            self._inbox.end()
            self._context.term()
            self._wake_in.close()
            self._wake_out.close()

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        poller = zmq.Poller()
        poller.register(self._wake_in, zmq.POLLIN)
        while not self._closing and time.monotonic() < end:
            if poller.poll(max(1, int(1000 * (end - time.monotonic())))):
                self._drain_wakes()

    def _drain_wakes(self) -> None:
        try:
            while self._wake_in.recv(4096):
                continue
        except BlockingIOError:
            return

    def _serve(self, connection: Connection, patience: float) -> Tuple[bool, str]:
        """One connection, from the dial to the end. Returns whether it was up, and why it is over."""
        dialed = time.monotonic()
        next_heartbeat = dialed
        while not self._closing:
            self._poll(connection, next_heartbeat)
            connection.look()
            now = time.monotonic()
            if not self.up:
                if connection.up:
                    self._greet(connection)
                elif connection.failure is None and now - dialed > patience:
                    return False, "no greeting within %.2f s" % patience
            if self.up:
                self._send_waiting(connection)
                if self._heartbeat is not None and now >= next_heartbeat:
                    next_heartbeat = now + self._heartbeat
                    if self._inbox.idle_seconds() < _STALLED:
                        connection.send(pack({"type": "HEARTBEAT"}))
            drained = self._receive(connection)
            if connection.failure is not None and drained:
                return connection.up, connection.failure
        if self.up:
            self._send_waiting(connection)
        return connection.up, "closed"

    def _poll(self, connection: Connection, next_heartbeat: float) -> None:
        poller = zmq.Poller()
        if not self._must_wait():
            poller.register(connection.socket, zmq.POLLIN | (zmq.POLLOUT if self.up and self._waiting else 0))
        if connection.failure is None:
            poller.register(connection.monitor, zmq.POLLIN)
        poller.register(self._wake_in, zmq.POLLIN)
        until = next_heartbeat - time.monotonic() if self._heartbeat is not None and self.up else 1.0
        ready = poller.poll(max(1, int(1000 * min(until, 1.0 if self.up else 0.1))))
        if self._wake_in.fileno() in dict(ready):
            self._drain_wakes()

    def _must_wait(self) -> bool:
        """Where nothing may be dropped the sender is made to wait for a slow consumer."""
        if self._live:
            return False
        # Set before the look, so that a consumer who takes something just behind it wakes this thread.
        self._held_up = True
        self._held_up = self._inbox.is_full()
        return self._held_up

    def _greet(self, connection: Connection) -> None:
        asked = {} if self._resume.seq is None else {"resume_from": self._resume.seq}
        if self._live and not connection.send(pack({**self._hello, **asked})):
            return
        with self._lock:
            self._resume.connected()
            self._waiting.clear()
            self._connection += 1
            self.up = True
        self.problem = None
        _LOG.info("connected to %s", self._endpoint)
        self._inbox.put(Item(Up({"type": Up.TYPE}), None))

    def _send_waiting(self, connection: Connection) -> None:
        while self._waiting:
            made_for, frame = self._waiting[0]
            if made_for == self._connection and not connection.send(frame):
                return
            self._waiting.popleft()

    def _receive(self, connection: Connection) -> bool:
        """Takes what is there; whether that was all."""
        for _ in range(256):
            if self._must_wait():
                return False
            frame = connection.receive()
            if frame is None:
                return True
            try:
                message = message_of(unpack(frame))
            except MalformedMessage as error:
                self.malformed += 1
                _LOG.warning("message ignored: %s", error)
                continue
            with self._lock:
                items = self._resume.take(message)
            for item in items:
                self._inbox.put(item)
        return False

    def _lost(self, was_up: bool, reason: str) -> None:
        with self._lock:
            self.up = False
            self._waiting.clear()
        if self._closing:
            return
        if was_up:
            _LOG.info("gateway lost: %s", reason)
            self._inbox.put(Item(Down({"type": Down.TYPE, "reason": reason}), None))
        elif reason != self.problem:
            _LOG.warning("%s: %s", self._endpoint, reason)
        self.problem = reason
