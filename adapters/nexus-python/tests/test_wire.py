import unittest
from decimal import Decimal

import msgpack

from nexus_gateway import MalformedMessage, MarketData, OrderFill, Message
from nexus_gateway.messages import message_of
from nexus_gateway.wire import decimal, number, unpack


class WireTest(unittest.TestCase):
    def test_amounts_go_out_exactly_or_not_at_all(self):
        self.assertEqual(number(Decimal("0.1"), "quantity"), 0.1)
        self.assertEqual(number("16250.25", "limit_price"), 16250.25)
        self.assertIs(type(number(2.0, "quantity")), int)
        self.assertEqual(number(1 << 63, "quantity"), 1 << 63)
        for bad in ("0.12345678901234567890123", "nan", "inf", "one", None, True, "1e400", []):
            with self.assertRaisesRegex(ValueError, "quantity is "):
                number(bad, "quantity")

    def test_floats_come_in_as_the_decimal_that_was_meant(self):
        self.assertEqual(decimal(0.1), Decimal("0.1"))
        self.assertEqual(decimal(3), Decimal(3))

    def test_what_is_no_message_is_malformed(self):
        for frame in (b"", b"\xc1", msgpack.packb([1]), msgpack.packb({"a": 1}), msgpack.packb({"type": 1}), b"\x81\xa1\xff\x01"):
            with self.assertRaises(MalformedMessage):
                unpack(frame)

    def test_a_fill_without_its_amounts_is_malformed(self):
        with self.assertRaisesRegex(MalformedMessage, "fill_price"):
            message_of({"type": "ORDER_FILL", "filled_qty": 1})
        with self.assertRaises(MalformedMessage):
            message_of({"type": "MARKET_DATA"})

    def test_fields_are_read_tolerantly(self):
        fill = message_of(
            {"type": "ORDER_FILL", "seq": 7, "order_id": 17, "filled_qty": 1, "fill_price": 0.1, "flags": ["OVERFILL", 1], "side": 3}
        )
        self.assertIsInstance(fill, OrderFill)
        self.assertEqual((fill.order_id, fill.quantity, fill.price), ("17", Decimal(1), Decimal("0.1")))
        self.assertEqual((fill.flags, fill.side, fill.cum_qty, fill.exec_id), (("OVERFILL",), None, None, None))
        self.assertTrue(fill.is_order_event)
        tick = message_of({"type": "MARKET_DATA", "platform": "nt8", "data": {"symbol": "NQ", "price": 1}})
        self.assertIsInstance(tick, MarketData)
        self.assertEqual((tick.platform, tick.symbol, tick.price, tick.bid), ("nt8", "NQ", Decimal(1), None))

    def test_an_unknown_type_is_passed_on_and_no_order_event(self):
        message = message_of({"type": "SOMETHING_NEW", "seq": 5, "order_id": "1"})
        self.assertIs(type(message), Message)
        self.assertFalse(message.is_order_event)
        self.assertTrue(message_of({"type": "REJECT", "order_id": "1"}).is_order_event)
        self.assertFalse(message_of({"type": "REJECT"}).is_order_event)
