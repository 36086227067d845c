import os
import tempfile
import threading
import time
import unittest
from decimal import Decimal

import zmq

from nexus_gateway import Down, Keys, MarketData, Message, NexusClient, NotConnected, OrderFill, Reject, Resumed, SignalAck, Up
from tests.fake_gateway import FakeGateway

SOON = 10


class ClientTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "place")
        self.gateway = FakeGateway()
        self.addCleanup(lambda: self.gateway.close())

    def open(self, **settings):
        client = NexusClient(self.gateway.endpoint, **settings)
        self.addCleanup(client.close)
        return client

    def get(self, client, kind):
        """The next message of a class; others are taken on the way."""
        deadline = time.monotonic() + SOON
        while time.monotonic() < deadline:
            message = client.poll(0.1)
            if isinstance(message, kind):
                return message
        self.fail("no %s came" % kind.__name__)

    def test_says_hello_before_anything_else_and_sends_what_is_wanted(self):
        client = self.open(resume_from=0)
        self.get(client, Up)
        order_id = client.send_signal(
            "NQ",
            "BUY",
            Decimal("0.5"),
            0.8,
            metadata={"model": "m1", "x": [1]},
            order_type="LIMIT",
            limit_price="16250.25",
            time_in_force="GTC",
            platforms=["nt8"],
            ttl_ms=500,
        )
        client.cancel(order_id, ["nt8"])
        client.halt("enough")
        hello = self.gateway.next()
        self.assertEqual((hello["type"], hello["client"], hello["resume_from"]), ("HELLO", "nexus-python", 0))
        signal = self.gateway.next()
        self.assertAlmostEqual(signal.pop("timestamp"), time.time(), delta=SOON)
        self.assertEqual(
            signal,
            {
                "type": "SIGNAL",
                "symbol": "NQ",
                "side": "BUY",
                "quantity": 0.5,
                "order_id": order_id,
                "confidence": 0.8,
                "metadata": {"model": "m1", "x": [1]},
                "order_type": "LIMIT",
                "limit_price": 16250.25,
                "time_in_force": "GTC",
                "platforms": ["nt8"],
                "ttl_ms": 500,
            },
        )
        self.assertEqual(self.gateway.next(), {"type": "CANCEL", "order_id": order_id, "platforms": ["nt8"]})
        self.assertEqual(self.gateway.next(), {"type": "HALT", "reason": "enough"})
        self.gateway.next("HEARTBEAT")

    def test_what_cannot_be_sent_is_refused_at_once_and_never_sent_later(self):
        self.gateway.close()
        client = NexusClient(self.gateway.endpoint)
        self.addCleanup(client.close)
        with self.assertRaises(NotConnected):
            client.send_signal("NQ", "BUY", 1)
        self.gateway = FakeGateway(self.gateway.endpoint)
        self.gateway.greet()
        self.get(client, Resumed)
        client.send_signal("NQ", "BUY", 2)
        self.assertEqual(self.gateway.next()["quantity"], 2)

    def test_a_side_or_an_amount_that_is_none_is_refused(self):
        client = self.open()
        for side, quantity in (("buy", 1), ("BUY", 0), ("SELL", -1), ("SELL", "x")):
            with self.assertRaisesRegex(ValueError, "(side|quantity) is"):
                client.send_signal("NQ", side, quantity)

    def test_ids_are_unique_over_processes_and_fit_the_wire(self):
        ids = {client.new_order_id() for client in (self.open(), self.open()) for _ in range(100)}
        self.assertEqual(len(ids), 200)
        self.assertTrue(all(len(one) <= 64 and one.isprintable() for one in ids))

    def test_a_place_is_remembered_when_the_next_message_is_asked_for(self):
        client = self.open(place=self.file, resume_from=0)
        self.gateway.greet()
        self.get(client, Resumed)
        self.gateway.fill(600)
        self.gateway.fill(601)
        self.assertEqual(self.get(client, OrderFill).seq, 600)
        self.assertEqual(client.place, 0)
        self.assertEqual(self.get(client, OrderFill).seq, 601)
        self.assertEqual(client.place, 600)
        client.close()
        client = self.open(place=self.file)
        self.assertEqual(self.gateway.greet()["resume_from"], 600)
        self.gateway.fill(601)
        self.gateway.fill(602)
        self.assertEqual([self.get(client, OrderFill).again for _ in range(2)], [True, False])
        client.taken()
        client.close()
        self.open(place=self.file)
        self.assertEqual(self.gateway.greet()["resume_from"], 602)

    def test_begins_live_and_resumes_from_there_after_the_gateway_was_gone(self):
        client = self.open()
        self.assertNotIn("resume_from", self.gateway.greet(512))
        self.get(client, Resumed)
        self.gateway.fill(600)
        self.assertEqual(self.get(client, OrderFill).price, Decimal("16250.25"))
        lost = client.send_signal("NQ", "BUY", 1)
        self.gateway.next("SIGNAL")
        self.gateway = self.gateway.reopen()
        self.get(client, Down)
        hello = self.gateway.next()
        self.assertEqual(hello["resume_from"], 600)
        self.gateway.fill(601)
        self.gateway.send("RESUMED", seq=1024, from_seq=600, to_seq=1024)
        self.assertEqual(self.get(client, OrderFill).seq, 601)
        self.assertEqual(self.get(client, Resumed).unanswered, (lost,))

    def test_callbacks_get_each_class_and_what_they_raise_ends_it(self):
        client = self.open(place=self.file, resume_from=0)
        told = []
        client.on(SignalAck, lambda ack: told.append(ack.platforms))
        client.on(Message, lambda message: told.append(message.type))

        def refuse(reject):
            raise KeyError(reject.code)

        client.on(Reject, refuse)
        self.gateway.greet()
        self.gateway.send("SIGNAL_ACK", seq=600, order_id="1", platforms=["nt8"])
        self.gateway.send("REJECT", seq=601, order_id="1", code="HALTED")
        with self.assertRaises(KeyError):
            client.run()
        self.assertEqual(told, ["UP", "RESUMED", ("nt8",), "SIGNAL_ACK"])
        self.assertEqual(client.place, 600)

    def test_unreadable_frames_are_counted_and_change_nothing(self):
        client = self.open()
        self.gateway.greet()
        with self.assertLogs("nexus_gateway", "WARNING"):
            self.gateway.send_raw(b"\xc1")
            self.gateway.send("ORDER_FILL", seq=600, filled_qty="x", fill_price=1)
            self.gateway.fill(601)
            self.assertEqual(self.get(client, OrderFill).seq, 601)
        self.assertEqual(client.malformed, 2)

    def test_a_slow_consumer_misses_old_ticks_and_no_order_event(self):
        client = self.open(max_ticks=10)
        self.gateway.greet()
        for n in range(100):
            self.gateway.send("MARKET_DATA", seq=1000 + n, platform="nt8", data={"symbol": "NQ", "price": n})
            self.gateway.fill(2000 + n)
        self.gateway.send("ALERT", seq=9999, code="X")
        deadline = time.monotonic() + SOON
        while client.dropped_ticks < 90 and time.monotonic() < deadline:
            time.sleep(0.01)
        seen = []
        while not seen or seen[-1].type != "ALERT":
            seen.append(self.get(client, Message))
        self.assertEqual([m.seq for m in seen if isinstance(m, OrderFill)], list(range(2000, 2100)))
        self.assertEqual([int(m.price) for m in seen if isinstance(m, MarketData)], list(range(90, 100)))

    def test_signals_from_other_threads(self):
        client = self.open()
        self.gateway.greet()
        self.get(client, Resumed)
        threads = [threading.Thread(target=lambda: [client.send_signal("NQ", "BUY", 1) for _ in range(50)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        ids = {self.gateway.next()["order_id"] for _ in range(200)}
        for thread in threads:
            thread.join()
        self.assertEqual(len(ids), 200)

    def test_what_was_sent_just_before_close_goes_out(self):
        client = self.open()
        self.gateway.greet()
        self.get(client, Resumed)
        order_id = client.send_signal("NQ", "BUY", 1)
        client.close()
        self.assertEqual(self.gateway.next()["order_id"], order_id)

    def test_lockstep_answers_each_tick_behind_what_was_said_to_it_and_says_no_hello(self):
        client = self.open(mode="lockstep")
        told = []

        def trade(tick):
            told.append(tick.seq)
            client.send_signal("NQ", "BUY", 1)

        client.on(MarketData, trade)
        self.get(client, Up)
        # The gateway's side learns of a silent peer from its socket; this one by a first word.
        client.cancel("0")
        self.assertEqual(self.gateway.next()["type"], "CANCEL")
        thread = threading.Thread(target=client.run)
        thread.start()
        for seq in (1, 2, 3):
            self.gateway.send("MARKET_DATA", seq=seq, replay=True, data={"symbol": "NQ", "price": 1})
            self.assertEqual(self.gateway.next()["order_id"], "L-%d" % seq)
            self.assertEqual(self.gateway.next(), {"type": "STEP_ACK", "seq": seq})
        self.gateway.send("REPLAY_END", replay=True, messages=3)
        self.gateway.close()
        thread.join(SOON)
        self.assertFalse(thread.is_alive())
        self.assertEqual(told, [1, 2, 3])

    def test_a_replay_drops_nothing_however_slow_the_consumer(self):
        client = self.open(mode="replay", max_ticks=5)
        self.get(client, Up)
        client.cancel("0")
        self.gateway.next()
        for seq in range(5000):
            self.gateway.send("MARKET_DATA", seq=seq, replay=True, data={"symbol": "NQ", "price": 1})
        self.assertEqual([self.get(client, MarketData).seq for _ in range(5000)], list(range(5000)))
        self.assertEqual(client.dropped_ticks, 0)

    def test_what_came_before_the_connection_ended_is_handed_over(self):
        client = self.open(mode="replay", max_ticks=1)
        self.get(client, Up)
        client.cancel("0")
        self.gateway.next()
        for seq in range(500):
            self.gateway.send("MARKET_DATA", seq=seq, replay=True, data={"symbol": "NQ", "price": 1})
        self.gateway.send("REPLAY_END", replay=True, messages=500)
        self.gateway.close(linger_millis=1000 * SOON)
        self.assertEqual([message.seq for message in client.events() if isinstance(message, MarketData)], list(range(500)))

    @unittest.skipUnless(zmq.has("curve"), "this ZeroMQ has no CURVE")
    def test_keys_prove_who_it_is(self):
        public, secret = zmq.curve_keypair()
        server = zmq.curve_keypair()
        self.gateway.close()
        self.gateway = FakeGateway(server_keys=server)
        client = self.open(keys=Keys(server[0], public, secret))
        self.gateway.greet()
        self.get(client, Resumed)
        self.assertNotIn(secret.decode(), repr(Keys(server[0], public, secret)))
