"""A NEXUS in Python that speaks CURVE and says HELLO: what it missed while it was away it gets when it comes back.

Its ledger is its memory: started again after a kill, it resumes behind the last seq that stands there, and goes on
numbering its signals. Ends with its standard input; "pause" there stops the signals.
"""

import argparse
import json
import os
import sys
import threading
import time

import msgpack
import zmq
import zmq.auth
from zmq.utils.monitor import parse_monitor_message


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--every", type=float, default=0.01, help="seconds between signals")
    parser.add_argument("--run", required=True, help="goes into the signals' ids")
    parser.add_argument("--key", required=True, help="certificate of this client, with its secret key")
    parser.add_argument("--server-key", required=True, help="certificate of the gateway, with its public key")
    parser.add_argument("--ledger", required=True)
    return parser.parse_args()


class Nexus:
    def __init__(self, options):
        self.options = options
        self.last = 0
        if os.path.exists(options.ledger):
            with open(options.ledger, encoding="utf8") as lines:
                for line in lines:
                    self.last = max(self.last, json.loads(line).get("seq", 0))
        self.ledger = os.open(options.ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.rcvhwm = 0
        self.socket.reconnect_ivl = 20
        self.socket.immediate = True
        self.socket.curve_publickey, self.socket.curve_secretkey = zmq.auth.load_certificate(options.key)
        self.socket.curve_serverkey, _ = zmq.auth.load_certificate(options.server_key)
        self.monitor = self.socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED)
        self.socket.connect(options.endpoint)
        self.up = False
        self.priced = False
        self.paused = False
        self.ended = False
        self.sent = 0
        self.ticks = 0

    def write(self, event, **fields):
        os.write(self.ledger, (json.dumps({"event": event, "at_ns": time.time_ns(), **fields}) + "\n").encode())

    def run(self):
        poller = zmq.Poller()
        poller.register(self.socket, zmq.POLLIN)
        poller.register(self.monitor, zmq.POLLIN)
        due = time.monotonic()
        while not self.ended:
            poller.poll(2)
            while self.monitor.poll(0):
                event = parse_monitor_message(self.monitor.recv_multipart())["event"]
                self.up = event == zmq.EVENT_HANDSHAKE_SUCCEEDED
                if self.up:
                    self.socket.send(msgpack.packb({"type": "HELLO", "client": "py", "resume_from": self.last}))
            for _ in range(1000):
                try:
                    self.hear(msgpack.unpackb(self.socket.recv(zmq.DONTWAIT), raw=False))
                except zmq.Again:
                    break
            if self.up and self.priced and not self.paused and time.monotonic() >= due:
                due = time.monotonic() + self.options.every
                self.signal()
        self.write("stopped", ticks=self.ticks)

    def signal(self):
        self.sent += 1
        order_id = f"{self.options.run}-{self.sent}"
        side = "BUY" if self.sent % 2 else "SELL"
        self.write("signal", order_id=order_id)
        message = {"type": "SIGNAL", "symbol": "NQ", "side": side, "quantity": 2, "order_id": order_id}
        try:
            self.socket.send(msgpack.packb(message), zmq.DONTWAIT)
        except zmq.Again:
            self.write("unsent", order_id=order_id)

    def hear(self, message):
        kind = message["type"]
        if kind == "MARKET_DATA":
            self.ticks += 1
            self.priced = True
            return
        self.write(kind.lower(), seq=message["seq"], order_id=message.get("order_id"),
                   exec_id=message.get("exec_id"), status=message.get("status"), code=message.get("code"))
        self.last = max(self.last, message["seq"])


def main():
    nexus = Nexus(arguments())

    def obey():
        for line in sys.stdin:
            nexus.paused = line.strip() == "pause"
        nexus.ended = True

    threading.Thread(target=obey, daemon=True).start()
    nexus.run()


if __name__ == "__main__":
    main()
