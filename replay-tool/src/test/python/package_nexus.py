"""A NEXUS on the package nexus_gateway that trades, and writes down what it is told, each order event once.

Its ledger shows how a program gets from "at most one event again after a kill, and that one marked" to "once": what is
marked is looked up in what it wrote itself. Ends with its standard input; "pause" there stops the signals.
"""

import argparse
import json
import os
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../../adapters/nexus-python"))

from nexus_gateway import Keys, MarketData, NexusClient, NotConnected, ReplayEnd, Resumed

NAMES = {"ORDER_FILL": "fill", "SIGNAL_ACK": "ack", "ORDER_STATUS": "status", "REJECT": "reject"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--place")
    parser.add_argument("--mode", default="live")
    parser.add_argument("--symbol", default="NQ")
    parser.add_argument("--every", type=float, default=0.04, help="seconds between signals")
    parser.add_argument("--every-ticks", type=int, help="ticks between signals instead")
    parser.add_argument("--key")
    return parser.parse_args()


class Ledger:
    def __init__(self, path):
        self.seqs = set()
        if os.path.exists(path):
            with open(path, encoding="utf8") as lines:
                self.seqs = {json.loads(line).get("seq") for line in lines}
        self.descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def write(self, event, **fields):
        os.write(self.descriptor, (json.dumps({"event": event, "at_ns": time.time_ns(), **fields}) + "\n").encode())


class Nexus:
    def __init__(self, options):
        self.options = options
        self.ledger = Ledger(options.ledger)
        self.paused = False
        self.ended = False
        self.ticks = 0
        self.signals = 0
        self.resumed = options.mode != "live"
        self.due = time.monotonic()
        self.client = NexusClient(
            options.endpoint,
            place=options.place,
            resume_from=0,
            mode=options.mode,
            keys=Keys.load(options.key) if options.key else None,
        )

    def run(self):
        with self.client:
            while not self.ended:
                message = self.client.poll(0.005)
                if message is not None:
                    self.hear(message)
                self.trade(message)
            self.client.taken()
        self.ledger.write("stopped", ticks=self.ticks, repeats=self.client.repeats, malformed=self.client.malformed)

    def hear(self, message):
        if isinstance(message, MarketData):
            self.ticks += 1
        elif isinstance(message, Resumed):
            self.resumed = True
            self.ledger.write("resumed", unanswered=list(message.unanswered), another=message.another_journal)
        elif isinstance(message, ReplayEnd):
            self.ledger.write("replay_end", messages=message.messages)
            self.ended = True
        elif message.is_order_event:
            if message.again and message.seq in self.ledger.seqs:
                self.ledger.write("again", told=message.seq)
                return
            fields = {key: message.raw.get(key) for key in ("order_id", "platform", "exec_id", "status", "code", "platforms")}
            self.ledger.write(NAMES.get(message.type, "other"), seq=message.seq, replay=message.replay, **fields)

    def trade(self, message):
        if self.options.every_ticks:
            wanted = isinstance(message, MarketData) and self.ticks % self.options.every_ticks == 0
        else:
            wanted = time.monotonic() >= self.due
        if wanted and self.ticks and self.resumed and not self.paused and self.client.is_up:
            self.due = time.monotonic() + self.options.every
            self.signals += 1
            order_id = self.client.new_order_id()
            self.ledger.write("signal", order_id=order_id)
            try:
                side = "BUY" if self.signals % 2 else "SELL"
                self.client.send_signal(self.options.symbol, side, 2, 0.8, metadata={"n": self.signals}, order_id=order_id)
            except NotConnected:
                self.ledger.write("signal_unsent", order_id=order_id)


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
