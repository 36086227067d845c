"""A NEXUS that reads as v0 does and does nothing else: prints how many messages a second it took.

It says one word first, for senders that wait for it, and one when it has had enough messages.
"""

import sys
import time

import msgpack
import zmq

ENDPOINT, COUNT = sys.argv[1], int(sys.argv[2])


def main():
    socket = zmq.Context.instance().socket(zmq.DEALER)
    socket.setsockopt(zmq.RCVHWM, 100000)
    socket.setsockopt(zmq.LINGER, 1000)
    socket.connect(ENDPOINT)
    socket.send(b"here")
    socket.recv()
    start = time.perf_counter()
    seen = 0
    while seen < COUNT:
        message = msgpack.unpackb(socket.recv(), raw=False)
        seen += message["type"] == "MARKET_DATA"
    print("%.0f" % (seen / (time.perf_counter() - start)))
    while b"REPLAY_END" not in socket.recv():
        pass
    socket.send(b"done")


main()
