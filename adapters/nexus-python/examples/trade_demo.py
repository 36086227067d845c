"""Trades a simulated market through the gateway: buys when the price has fallen five times in a row, sells when it has risen.

    bin/gateway run                        # one terminal
    bin/gateway simulate --platform nt8    # another
    python3 examples/trade_demo.py         # a third; Ctrl-C ends it, and started again it goes on where it was
"""

from __future__ import annotations

import argparse
from decimal import Decimal
from typing import Optional

from nexus_gateway import MarketData, NexusClient, NotConnected, OrderFill, PlatformStatus, Reject, Resumed


class Strategy:
    def __init__(self, client: NexusClient, symbol: str) -> None:
        self.client = client
        self.symbol = symbol
        self.live = False
        self.last: Optional[Decimal] = None
        self.streak = 0
        client.on(Resumed, self.resumed)
        client.on(MarketData, self.tick)
        client.on(OrderFill, self.fill)
        client.on(Reject, lambda reject: print("refused %s: %s %s" % (reject.order_id, reject.code, reject.reason)))
        client.on(PlatformStatus, lambda platform: print("%s is %s" % (platform.platform, platform.status)))

    def resumed(self, resumed: Resumed) -> None:
        # Before this the fills of the time when we were away come in: no trading on half of the truth.
        self.live = True
        for order_id in resumed.unanswered:
            print("never reached the gateway: %s" % order_id)

    def tick(self, tick: MarketData) -> None:
        if tick.symbol != self.symbol:
            return
        if self.last is not None and tick.price != self.last:
            up = tick.price > self.last
            self.streak = max(self.streak, 0) + 1 if up else min(self.streak, 0) - 1
        self.last = tick.price
        if abs(self.streak) >= 5 and self.live:
            self.signal("SELL" if self.streak > 0 else "BUY")
            self.streak = 0

    def signal(self, side: str) -> None:
        try:
            order_id = self.client.send_signal(self.symbol, side, 1, 0.6, metadata={"strategy": "streak"}, ttl_ms=2000)
            print("%s 1 %s at %s (%s)" % (side, self.symbol, self.last, order_id))
        except NotConnected as error:
            print("not sent: %s" % error)

    def fill(self, fill: OrderFill) -> None:
        again = " (perhaps told before)" if fill.again else ""
        print("filled on %s: %s at %s (%s)%s" % (fill.platform, fill.quantity, fill.price, fill.order_id, again))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint", default="tcp://127.0.0.1:5556")
    parser.add_argument("--symbol", default="NQ")
    parser.add_argument("--place", default="trade_demo.place", help="file that remembers how far it has come")
    options = parser.parse_args()
    with NexusClient(options.endpoint, place=options.place, client="trade_demo") as client:
        Strategy(client, options.symbol)
        try:
            client.run()
        except KeyboardInterrupt:
            print("ended; %d ticks were dropped" % client.dropped_ticks)


if __name__ == "__main__":
    main()
