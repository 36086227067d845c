"""A trading platform's adapter that knows the v0 part of the protocol and nothing else.

It registers once, sends ticks, and takes whatever comes from the gateway for an order, which it fills. It never looks
at the connection: when the gateway goes and comes back, libzmq connects again by itself, under a new identity.

Reads commands from standard input, one a line, and ends with it:
  quiet    send no more ticks          ticks    send them again
  hold     keep fills back             release  send those that were kept, and go on filling
"""

import argparse
import json
import os
import queue
import sys
import threading
import time

import msgpack
import zmq
import zmq.auth


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--platform", required=True)
    parser.add_argument("--symbol", required=True, help="as this platform spells it")
    parser.add_argument("--price", type=float, default=16250.5)
    parser.add_argument("--rate", type=float, default=20.0, help="ticks a second; 0: none")
    parser.add_argument("--parts", type=int, default=1, help="fills that an order is split into")
    parser.add_argument("--fill-after", type=float, default=0.01, help="seconds until each fill")
    parser.add_argument("--silent", action="store_true", help="never fill")
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--key", help="certificate of this client, with its secret key: speak CURVE")
    parser.add_argument("--server-key", help="certificate of the gateway, with its public key")
    return parser.parse_args()


class Ledger:
    """JSON lines, handed to the system one by one: they survive the death of this process."""

    def __init__(self, path):
        self.descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def write(self, event, **fields):
        line = json.dumps({"event": event, "at_ns": time.time_ns(), **fields}) + "\n"
        os.write(self.descriptor, line.encode())


def prove_identity(socket, options):
    """Before the socket connects."""
    if options.key:
        socket.curve_publickey, socket.curve_secretkey = zmq.auth.load_certificate(options.key)
        socket.curve_serverkey, _ = zmq.auth.load_certificate(options.server_key)


def read_commands(commands):
    for line in sys.stdin:
        commands.put(line.strip())
    commands.put("stop")


def shares(quantity, parts):
    """The quantity in equal parts; whole ones where it is whole."""
    if quantity == int(quantity):
        parts = max(1, min(parts, int(quantity)))
        base, rest = divmod(int(quantity), parts)
        return [base + 1] * rest + [base] * (parts - rest)
    return [quantity / parts] * parts


class Platform:
    def __init__(self, options, commands):
        self.options = options
        self.commands = commands
        self.ledger = Ledger(options.ledger)
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.RECONNECT_IVL, 20)
        prove_identity(self.socket, options)
        self.socket.connect(options.endpoint)
        self.due = []  # (when, order, quantity, status), in the order of time
        self.ticking = options.rate > 0
        self.holding = False
        self.price = options.price
        self.ticks = 0

    def send(self, message):
        self.socket.send(msgpack.packb(message))

    def run(self):
        self.send({"type": "REGISTER", "platform": self.options.platform})
        self.ledger.write("registered", platform=self.options.platform)
        poller = zmq.Poller()
        poller.register(self.socket, zmq.POLLIN)
        next_tick = time.monotonic()
        while self.obey():
            now = time.monotonic()
            if self.ticking and now >= next_tick:
                self.tick()
                next_tick = max(next_tick + 1.0 / self.options.rate, now - 1.0)
            self.fill(now)
            until_tick = next_tick - time.monotonic() if self.ticking else 0.01
            if poller.poll(max(0, min(10, int(until_tick * 1000)))):
                while True:
                    try:
                        self.order(msgpack.unpackb(self.socket.recv(zmq.DONTWAIT), raw=False))
                    except zmq.Again:
                        break
        self.ledger.write("stopped", ticks=self.ticks)

    def obey(self):
        while not self.commands.empty():
            command = self.commands.get()
            if command == "stop":
                return False
            if command in ("quiet", "ticks"):
                self.ticking = command == "ticks"
            elif command in ("hold", "release"):
                self.holding = command == "hold"
            self.ledger.write("command", command=command)
        return True

    def tick(self):
        self.ticks += 1
        self.price += 0.25 if self.ticks % 2 else -0.25
        data = {"symbol": self.options.symbol, "price": self.price, "volume": 1, "timestamp": time.time()}
        try:
            message = {"type": "MARKET_DATA", "platform": self.options.platform, "data": data}
            self.socket.send(msgpack.packb(message), zmq.DONTWAIT)
        except zmq.Again:
            pass  # as long as the gateway is away, ticks beyond the high-water mark are of no use to anyone

    def order(self, order):
        self.ledger.write(
            "order",
            order_id=order["order_id"],
            ref=order.get("ref"),
            symbol=order["symbol"],
            side=order["side"],
            quantity=order["quantity"],
        )
        if self.options.silent:
            return
        parts = shares(order["quantity"], self.options.parts)
        for number, part in enumerate(parts, 1):
            status = "FILLED" if number == len(parts) else "PARTIALLY_FILLED"
            self.due.append((time.monotonic() + number * self.options.fill_after, order, part, status))

    def fill(self, now):
        while self.due and not self.holding and self.due[0][0] <= now:
            _, order, quantity, status = self.due.pop(0)
            self.ledger.write(
                "fill", order_id=order["order_id"], symbol=order["symbol"], quantity=quantity, status=status
            )
            self.send(
                {
                    "type": "ORDER_FILL",
                    "order_id": order["order_id"],
                    "symbol": order["symbol"],
                    "filled_qty": quantity,
                    "fill_price": self.price,
                    "status": status,
                }
            )


def main():
    commands = queue.Queue()
    threading.Thread(target=read_commands, args=(commands,), daemon=True).start()
    platform = Platform(arguments(), commands)
    try:
        platform.run()
    except Exception as error:  # a simple program dies of what it did not expect; the ledger says of what
        platform.ledger.write("died", error=repr(error))
        sys.exit(3)


if __name__ == "__main__":
    main()
