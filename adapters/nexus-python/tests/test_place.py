import os
import random
import signal
import subprocess
import sys
import tempfile
import unittest

from nexus_gateway import Place, PlaceError

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from nexus_gateway import Place
place = Place(sys.argv[1], sync=False)
seq = place.seq or 0
while True:
    seq += 1
    place.giving(seq)
    print(seq, flush=True)
    place.taken(seq)
"""


class PlaceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "place")

    def opened(self):
        place = Place(self.file)
        place.close()
        return place.seq, place.uncertain

    def test_begins_knowing_nothing(self):
        self.assertEqual(self.opened(), (None, None))
        self.assertEqual(self.opened(), (None, None))

    def test_knows_what_was_taken_and_what_was_being_given(self):
        place = Place(self.file)
        place.taken(256)
        place.giving(512)
        place.close()
        self.assertEqual(self.opened(), (256, 512))
        place = Place(self.file)
        place.taken(512)
        place.close()
        self.assertEqual(self.opened(), (512, None))

    def test_a_torn_record_leaves_the_one_before(self):
        place = Place(self.file)
        for seq in (1, 2, 3):
            place.taken(seq)
        place.close()
        with open(self.file, "r+b") as file:
            content = file.read()
            at = content.index(b"3 3 -1")
            file.seek(at)
            file.write(b"3 9")
        self.assertEqual(self.opened(), (2, None))

    def test_a_foreign_file_is_left_alone(self):
        with open(self.file, "w") as file:
            file.write("dear diary")
        with self.assertRaisesRegex(PlaceError, "holds no place: delete it"):
            Place(self.file)

    @unittest.skipIf(os.name == "nt", "the same rule, by another lock")
    def test_one_process_has_it_at_a_time(self):
        place = Place(self.file)
        self.addCleanup(place.close)
        code = "import sys; sys.path.insert(0, sys.argv[2]); from nexus_gateway import Place; Place(sys.argv[1])"
        second = subprocess.run([sys.executable, "-c", code, self.file, os.getcwd()], capture_output=True, text=True)
        self.assertIn("in use by another NEXUS", second.stderr)

    @unittest.skipIf(os.name == "nt", "kill -9")
    def test_a_kill_at_any_moment_leaves_one_event_uncertain_at_most(self):
        seed = int(os.environ.get("NEXUS_SEED", "20261123"))
        print("PlaceTest: seed", seed)
        chance = random.Random(seed)
        last = 0
        for _ in range(6):
            writer = subprocess.Popen([sys.executable, "-c", WRITER, self.file, os.getcwd()], stdout=subprocess.PIPE)
            for _ in range(chance.randrange(1, 2000)):
                writer.stdout.readline()
            os.kill(writer.pid, signal.SIGKILL)
            given = [int(line) for line in writer.stdout.read().split()]
            writer.wait()
            writer.stdout.close()
            seq, uncertain = self.opened()
            last = given[-1] if given else last
            self.assertIn(uncertain, (None, seq + 1))
            self.assertGreaterEqual(seq + 1, last)
