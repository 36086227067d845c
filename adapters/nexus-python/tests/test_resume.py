import unittest

from nexus_gateway import MarketData, Resumed
from nexus_gateway.messages import message_of
from nexus_gateway.resume import Resume


def event(seq, type_="ORDER_STATUS", **fields):
    return message_of({"type": type_, "seq": seq, "order_id": "1", **fields})


def resumed(to_seq):
    return message_of({"type": "RESUMED", "seq": to_seq, "from_seq": 0, "to_seq": to_seq})


class ResumeTest(unittest.TestCase):
    def told(self, resume, *messages):
        return [(item.message.seq, item.place) for message in messages for item in resume.take(message)]

    def connected(self, seq):
        resume = Resume(seq)
        resume.connected()
        return resume

    def test_each_order_event_once_in_order(self):
        resume = self.connected(512)
        self.assertEqual(self.told(resume, event(600), event(601), resumed(1024)), [(600, 600), (601, 601), (1024, 1024)])
        self.assertEqual(self.told(resume, event(1025), event(1025), event(601)), [(1025, 1025)])
        self.assertEqual(resume.repeats, 2)

    def test_what_came_before_hello_was_heard_does_not_come_again(self):
        resume = self.connected(512)
        self.assertEqual(self.told(resume, event(600), event(601)), [(600, 600), (601, 601)])
        # The gateway heard HELLO late and begins again behind 512.
        self.assertEqual(self.told(resume, event(600), event(601), event(700), resumed(768)), [(700, 700), (768, 768)])
        self.assertEqual(resume.repeats, 2)

    def test_the_events_that_hello_itself_causes_may_have_a_greater_seq_than_resumed(self):
        resume = self.connected(512)
        self.assertEqual(self.told(resume, event(1025), resumed(1024)), [(1025, 1025), (1024, 1025)])

    def test_another_journal_is_noticed_and_nothing_of_it_is_taken_for_a_repeat(self):
        resume = self.connected(100_000)
        told = resumed(512)
        self.assertEqual(self.told(resume, event(256), event(300), told, event(513)), [(256, 256), (300, 300), (512, 512), (513, 513)])
        self.assertTrue(told.another_journal)
        self.assertEqual(resume.repeats, 0)

    def test_live_begins_at_resumed(self):
        resume = self.connected(None)
        self.assertEqual(self.told(resume, resumed(512)), [(512, 512)])
        self.assertEqual(resume.seq, 512)

    def test_ticks_alerts_and_replayed_events_have_no_place(self):
        resume = self.connected(512)
        messages = [
            message_of({"type": "MARKET_DATA", "seq": 900, "data": {"price": 1}}),
            message_of({"type": "ALERT", "seq": 901}),
            message_of({"type": "REJECT", "seq": 902, "code": "MALFORMED"}),
            message_of({"type": "SOMETHING_NEW", "seq": 903}),
            event(904, replay=True),
        ]
        self.assertEqual([place for _, place in self.told(resume, *messages)], [None] * 5)
        self.assertEqual(resume.seq, 512)

    def test_a_signal_without_an_answer_is_named_when_the_next_connection_has_resumed(self):
        resume = self.connected(512)
        resume.take(resumed(512))
        for order_id in ("1", "2", "3"):
            resume.sent(order_id)
        resume.take(event(600, "SIGNAL_ACK", order_id="1"))
        resume.connected()
        resume.sent("4")
        resume.take(event(700, "REJECT", order_id="2", code="HALTED"))
        told = resumed(1024)
        resume.take(told)
        self.assertEqual(told.unanswered, ("3",))
        again = resumed(2048)
        resume.connected()
        resume.take(again)
        self.assertEqual(again.unanswered, ("4",))

    def test_where_events_are_no_longer_kept_no_answer_proves_nothing(self):
        resume = self.connected(512)
        resume.take(resumed(512))
        resume.sent("1")
        resume.connected()
        resume.take(message_of({"type": "REJECT", "seq": 700, "code": "RESUME_GAP"}))
        told = resumed(1024)
        resume.take(told)
        self.assertEqual(told.unanswered, ())
