"""One socket for one attempt to connect: nothing that is queued in it outlives the connection."""

from __future__ import annotations

from typing import Dict, Optional

import zmq
from zmq.utils.monitor import parse_monitor_message

from .keys import Keys

_UP = zmq.EVENT_HANDSHAKE_SUCCEEDED
_NEVER_MILLIS = 24 * 3600 * 1000
_OVER: Dict[int, str] = {
    zmq.EVENT_DISCONNECTED: "the gateway closed the connection or stopped answering",
    zmq.EVENT_CLOSED: "nobody listens there",
    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL: "no ZeroMQ handshake: no gateway there, or keys on one side alone",
    zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL: "no ZeroMQ handshake: not the port of a gateway, or keys on one side alone",
    zmq.EVENT_HANDSHAKE_FAILED_AUTH: "the gateway does not take this key: see its log, and 'gateway keys list'",
}


class Connection:
    """Used by one thread."""

    def __init__(
        self, context: "zmq.Context[zmq.Socket[bytes]]", endpoint: str, keys: Optional[Keys], high_water_mark: int
    ) -> None:
        """Begins to connect.

        :param high_water_mark: messages that may wait on this side before the gateway is made to wait
        """
        self.up = False
        self.failure: Optional[str] = None
        self.socket = context.socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.rcvhwm = high_water_mark
        self.socket.sndhwm = 1000
        self.socket.maxmsgsize = 1 << 20
        self.socket.heartbeat_ivl = 1000
        self.socket.heartbeat_timeout = 3000
        self.socket.heartbeat_ttl = 3000
        self.socket.handshake_ivl = 10000
        # Never in this life. With -1, or with IMMEDIATE, libzmq throws away what came before the end and was not read yet.
        self.socket.reconnect_ivl = _NEVER_MILLIS
        if keys is not None:
            keys.apply(self.socket)
        self.monitor = self.socket.get_monitor_socket(_UP | sum(_OVER))
        self.socket.connect(endpoint)

    def look(self) -> None:
        """Brings ``up`` and ``failure`` up to date, without waiting."""
        while self.monitor.poll(0):
            event = int(parse_monitor_message(self.monitor.recv_multipart())["event"])
            if event == _UP:
                self.up = True
            elif self.failure is None:
                self.failure = _OVER[event]

    def send(self, frame: bytes) -> bool:
        """False if the socket does not take it: nothing was sent."""
        try:
            self.socket.send(frame, zmq.DONTWAIT)
        except zmq.Again:
            return False
        return True

    def receive(self) -> Optional[bytes]:
        """The next frame, or None. What came before the connection ended can still be had."""
        try:
            return self.socket.recv(zmq.DONTWAIT)
        except zmq.Again:
            return None

    def close(self, linger_millis: int) -> None:
        """Gives what is unsent so long to go out."""
        self.socket.disable_monitor()
        self.monitor.close(0)
        self.socket.close(linger_millis)
