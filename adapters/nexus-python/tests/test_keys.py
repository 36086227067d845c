import os
import tempfile
import unittest

import zmq

from nexus_gateway import Keys

CERTIFICATE = '# comment\nmetadata\n    name = "x"\ncurve\n    public-key = "%s"\n'


@unittest.skipUnless(zmq.has("curve"), "this ZeroMQ has no CURVE")
class KeysTest(unittest.TestCase):
    def test_reads_what_the_gateway_has_made(self):
        public, secret = (key.decode() for key in zmq.curve_keypair())
        server = zmq.curve_keypair()[0].decode()
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "issued"))
            own = os.path.join(folder, "issued", "strategy.key_secret")
            with open(own, "w") as file:
                file.write(CERTIFICATE % public + '    secret-key = "%s"\n' % secret)
            with open(os.path.join(folder, "server.key"), "w") as file:
                file.write(CERTIFICATE % server)
            self.assertEqual(Keys.load(own), (server.encode(), public.encode(), secret.encode()))
            with self.assertRaisesRegex(ValueError, "has no secret key"):
                Keys.load(os.path.join(folder, "server.key"), os.path.join(folder, "server.key"))
