"""CURVE: with what a client proves to the gateway who it is, and by what it knows the gateway."""

from __future__ import annotations

import os
from typing import NamedTuple, Union

import zmq.auth


class Keys(NamedTuple):
    """Three keys as ZeroMQ writes them, 40 characters each. Their text form hides the secret one."""

    server: bytes
    public: bytes
    secret: bytes

    @classmethod
    def load(
        cls, secret_file: Union[str, "os.PathLike[str]"], server_file: Union[None, str, "os.PathLike[str]"] = None
    ) -> "Keys":
        """Reads what ``gateway keys new`` has made: ``NAME.key_secret``, and ``server.key``, by default beside it or one
        folder above.

        :raises OSError: if a file is missing
        :raises ValueError: if one does not hold what it should
        """
        secret_path = os.fspath(secret_file)
        public, secret = zmq.auth.load_certificate(secret_path)
        server, _ = zmq.auth.load_certificate(os.fspath(server_file) if server_file else _server_beside(secret_path))
        if secret is None:
            raise ValueError("%s has no secret key: want the file NAME.key_secret" % secret_path)
        return cls(server, public, secret)

    def apply(self, socket: "zmq.Socket[bytes]") -> None:
        """Makes a socket that is not connected yet use them."""
        socket.curve_serverkey = self.server
        socket.curve_publickey = self.public
        socket.curve_secretkey = self.secret

    def __repr__(self) -> str:
        return "Keys(of %s)" % self.public.decode()


def _server_beside(secret_path: str) -> str:
    folder = os.path.dirname(os.path.abspath(secret_path))
    beside = os.path.join(folder, "server.key")
    return beside if os.path.exists(beside) else os.path.join(os.path.dirname(folder), "server.key")
