"""A trading platform's adapter in Python that speaks CURVE and loses nothing.

It fills every order in parts, gives each fill an exec_id, and watches its connection: when that comes back it registers
again and repeats its last fills, which the gateway knows by their exec_id. Ends with its standard input.
"""

import argparse
import collections
import json
import os
import sys
import threading
import time

import msgpack
import zmq
import zmq.auth
from zmq.utils.monitor import parse_monitor_message

REPEATED = 20_000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--platform", required=True)
    parser.add_argument("--symbol", required=True, help="as this platform spells it")
    parser.add_argument("--rate", type=float, default=2000.0, help="ticks a second")
    parser.add_argument("--parts", type=int, default=2, help="fills that an order is split into")
    parser.add_argument("--key", required=True, help="certificate of this client, with its secret key")
    parser.add_argument("--server-key", required=True, help="certificate of the gateway, with its public key")
    parser.add_argument("--ledger", required=True)
    return parser.parse_args()


class Platform:
    def __init__(self, options):
        self.options = options
        self.ledger = os.open(options.ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.linger = 0
        self.socket.sndhwm = 0
        self.socket.rcvhwm = 0
        self.socket.reconnect_ivl = 20
        self.socket.curve_publickey, self.socket.curve_secretkey = zmq.auth.load_certificate(options.key)
        self.socket.curve_serverkey, _ = zmq.auth.load_certificate(options.server_key)
        self.monitor = self.socket.get_monitor_socket(zmq.EVENT_HANDSHAKE_SUCCEEDED)
        self.socket.connect(options.endpoint)
        self.fills = collections.deque(maxlen=REPEATED)
        self.seen = set()
        self.ticks = 0
        self.ended = False

    def write(self, event, **fields):
        os.write(self.ledger, (json.dumps({"event": event, "at_ns": time.time_ns(), **fields}) + "\n").encode())

    def send(self, message):
        self.socket.send(msgpack.packb(message))

    def run(self):
        poller = zmq.Poller()
        poller.register(self.socket, zmq.POLLIN)
        poller.register(self.monitor, zmq.POLLIN)
        due = time.monotonic()
        while not self.ended:
            ready = dict(poller.poll(1))
            if self.monitor in ready:
                parse_monitor_message(self.monitor.recv_multipart())
                self.connected()
            while self.socket.poll(0):
                self.hear(msgpack.unpackb(self.socket.recv()))
            while time.monotonic() >= due:
                due += 1.0 / self.options.rate
                self.tick()
        self.write("stopped", ticks=self.ticks)

    def connected(self):
        self.write("connected")
        self.send({"type": "REGISTER", "platform": self.options.platform, "version": "1", "capabilities": []})
        for fill in self.fills:
            self.send(fill)

    def tick(self):
        self.ticks += 1
        price = 16250.5 + (self.ticks % 2) * 0.25
        data = {"symbol": self.options.symbol, "price": price, "volume": self.ticks, "timestamp": time.time()}
        self.send({"type": "MARKET_DATA", "platform": self.options.platform, "data": data})

    def hear(self, message):
        if message["type"] == "ERROR":
            self.write("error", code=message["code"], reason=message["reason"])
        if message["type"] != "ORDER":
            return
        ref = message["ref"]
        self.write("order", order_id=message["order_id"], ref=ref, symbol=message["symbol"], side=message["side"],
                   quantity=message["quantity"], again=ref in self.seen)
        self.seen.add(ref)
        for part in range(self.options.parts):
            last = part == self.options.parts - 1
            exec_id = f"{ref}-{part}"
            fill = {"type": "ORDER_FILL", "order_id": message["order_id"], "ref": ref, "exec_id": exec_id,
                    "symbol": message["symbol"], "filled_qty": message["quantity"] / self.options.parts,
                    "fill_price": 16250.5, "status": "FILLED" if last else "PARTIALLY_FILLED"}
            self.write("fill", order_id=message["order_id"], exec_id=exec_id)
            self.fills.append(fill)
            self.send(fill)


def main():
    platform = Platform(arguments())

    def wait():
        sys.stdin.read()
        platform.ended = True

    threading.Thread(target=wait, daemon=True).start()
    platform.run()


if __name__ == "__main__":
    main()
