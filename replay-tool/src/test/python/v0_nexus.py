"""A NEXUS that knows the v0 part of the protocol and nothing else.

It connects and is silent until it has seen a price of every symbol that it trades. Then it sends signals, with the
time in milliseconds for an id, and collects fills. What it does not know it ignores; what it cannot unpack, or lacks
what v0 promises, kills it.

Reads commands from standard input, one a line, and ends with it:
  pause    send no more signals        go       send them again
"""

import argparse
import json
import os
import queue
import struct
import sys
import threading
import time

import msgpack
import zmq
import zmq.auth


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--symbols", default="NQ", help="universal symbols to trade, with commas between")
    parser.add_argument("--every", type=float, default=0.1, help="seconds between signals")
    parser.add_argument("--count", type=int, default=10, help="signals; -1: no limit")
    parser.add_argument("--quantity", type=float, default=2)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--key", help="certificate of this client, with its secret key: speak CURVE")
    parser.add_argument("--server-key", help="certificate of the gateway, with its public key")
    parser.add_argument("--record", help="file for every frame as it came, each behind its length in 4 bytes")
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


class Nexus:
    def __init__(self, options, commands):
        self.options = options
        self.commands = commands
        self.ledger = Ledger(options.ledger)
        self.symbols = options.symbols.split(",")
        self.prices = {}
        self.sent = 0
        self.ticks = 0
        self.paused = False
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.setsockopt(zmq.RECONNECT_IVL, 20)
        self.socket.setsockopt(zmq.RCVHWM, 0)
        self.recording = open(options.record, "ab", buffering=0) if options.record else None
        prove_identity(self.socket, options)
        self.socket.connect(options.endpoint)

    def run(self):
        poller = zmq.Poller()
        poller.register(self.socket, zmq.POLLIN)
        self.ledger.write("connecting")
        next_signal = time.monotonic()
        while self.obey():
            if poller.poll(5):
                for _ in range(1000):
                    try:
                        frame = self.socket.recv(zmq.DONTWAIT)
                        if self.recording:
                            self.recording.write(struct.pack(">I", len(frame)) + frame)
                        self.hear(msgpack.unpackb(frame, raw=False))
                    except zmq.Again:
                        break
            now = time.monotonic()
            if self.wants_to_trade() and now >= next_signal:
                self.signal()
                next_signal = now + self.options.every
        self.ledger.write("stopped", ticks=self.ticks)

    def obey(self):
        while not self.commands.empty():
            command = self.commands.get()
            if command == "stop":
                return False
            if command in ("pause", "go"):
                self.paused = command == "pause"
            self.ledger.write("command", command=command, ticks=self.ticks)
        return True

    def wants_to_trade(self):
        return (
            not self.paused
            and all(symbol in self.prices for symbol in self.symbols)
            and (self.options.count < 0 or self.sent < self.options.count)
        )

    def signal(self):
        symbol = self.symbols[self.sent % len(self.symbols)]
        order_id = str(int(time.time() * 1000))
        side = "BUY" if self.sent % 2 == 0 else "SELL"
        self.sent += 1
        self.ledger.write("signal", order_id=order_id, symbol=symbol, side=side, quantity=self.options.quantity)
        message = {
            "type": "SIGNAL",
            "symbol": symbol,
            "side": side,
            "quantity": self.options.quantity,
            "order_id": order_id,
            "confidence": 0.8,
            "timestamp": time.time(),
            "metadata": {"strategy": "foreign"},
        }
        try:
            self.socket.send(msgpack.packb(message), zmq.DONTWAIT)
        except zmq.Again:
            self.ledger.write("signal_unsent", order_id=order_id)

    def hear(self, message):
        kind = message["type"]
        if kind == "MARKET_DATA":
            data = message["data"]
            symbol = data["symbol"]
            price, volume, stamp = data["price"], data["volume"], data["timestamp"]
            if not all(isinstance(value, (int, float)) for value in (price, volume, stamp)):
                raise TypeError("not numbers: %r" % (data,))
            self.ticks += 1
            if symbol not in self.prices:
                self.ledger.write("market", symbol=symbol, price=price)
            self.prices[symbol] = price
        elif kind == "ORDER_FILL":
            self.ledger.write(
                "fill",
                order_id=message["order_id"],
                symbol=message["symbol"],
                quantity=message["filled_qty"],
                price=message["fill_price"],
                status=message["status"],
                platform=message.get("platform"),
                flags=message.get("flags"),
            )
        else:
            self.ledger.write(
                "other", type=kind, order_id=message.get("order_id"), code=message.get("code"), status=message.get("status")
            )


def main():
    commands = queue.Queue()
    threading.Thread(target=read_commands, args=(commands,), daemon=True).start()
    nexus = Nexus(arguments(), commands)
    try:
        nexus.run()
    except Exception as error:  # a simple listener dies of what it cannot unpack; the ledger says of what
        nexus.ledger.write("died", error=repr(error))
        sys.exit(3)


if __name__ == "__main__":
    main()
