"""The gateway's socket and nothing behind it: a test reads and answers by hand."""

import time

import msgpack
import zmq

DEADLINE_MILLIS = 10_000


class FakeGateway:
    def __init__(self, endpoint="tcp://127.0.0.1:*", server_keys=None):
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.ROUTER)
        self.socket.linger = 0
        self.socket.router_mandatory = True
        if server_keys:
            self.socket.curve_server = True
            self.socket.curve_publickey, self.socket.curve_secretkey = server_keys
        deadline = time.monotonic() + DEADLINE_MILLIS / 1000
        while True:
            try:
                self.socket.bind(endpoint)
                break
            except zmq.ZMQError:
                if time.monotonic() > deadline:
                    raise
        self.endpoint = self.socket.last_endpoint.decode().rstrip("\0")
        self.peer = None

    def next(self, *wanted):
        """The next message that is no heartbeat, or of one of these types."""
        deadline = time.monotonic() + DEADLINE_MILLIS / 1000
        while self.socket.poll(max(0, int(1000 * (deadline - time.monotonic())))):
            self.peer, frame = self.socket.recv_multipart()
            message = msgpack.unpackb(frame)
            if message["type"] in wanted or (not wanted and message["type"] != "HEARTBEAT"):
                return message
        raise AssertionError("no message came")

    def send(self, type_, **fields):
        self.socket.send_multipart([self.peer, msgpack.packb({"type": type_, **fields})])

    def send_raw(self, frame):
        self.socket.send_multipart([self.peer, frame])

    def fill(self, seq, order_id="1", **fields):
        self.send("ORDER_FILL", seq=seq, order_id=order_id, filled_qty=2, fill_price=16250.25, **fields)

    def greet(self, to_seq=0):
        """Takes HELLO and says RESUMED."""
        hello = self.next()
        assert hello["type"] == "HELLO", hello
        self.send("RESUMED", seq=to_seq, from_seq=hello.get("resume_from", 0), to_seq=to_seq)
        return hello

    def reopen(self):
        self.close()
        return FakeGateway(self.endpoint)

    def close(self, linger_millis=0):
        """Ends the connection; what was sent gets so long to arrive."""
        self.socket.close(linger_millis)
        self.context.term()
