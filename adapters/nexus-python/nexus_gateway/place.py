"""Where NEXUS stands in the gateway's order events, remembered on disk."""

from __future__ import annotations

import os
import zlib
from typing import IO, Optional, Tuple, Union


class PlaceError(OSError):
    """The file of the place cannot be used; the text says what to do."""


class Place:
    """The ``seq`` of the last order event that was taken, and of the one that was being handed over.

    ``giving`` is on disk before an event is handed over, ``taken`` once it was taken. So after a kill at any moment at most
    one event is uncertain: the one that was being handled. It comes again, and ``uncertain`` is its ``seq``.

    The file has two records of 64 bytes, written in turn, each with a number and a CRC-32: a record that was torn leaves
    the other. ``giving`` is synced to the disk, which puts the ``taken`` before it there as well; with ``sync=False`` the
    file survives the death of the process and not that of the machine. One process has the file at a time.

    Java's client has the same file.
    """

    _RECORD = 64

    def __init__(self, file: Union[None, str, "os.PathLike[str]"] = None, sync: bool = True) -> None:
        """Opens the file, or makes it; without a file the place is kept in memory alone.

        :raises PlaceError: if it cannot be used
        """
        self._sync = sync
        self._count = 0
        self._file: Optional[IO[bytes]] = None
        self.seq: Optional[int] = None
        self.uncertain: Optional[int] = None
        if file is not None:
            self._open(os.fspath(file))

    def _open(self, path: str) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        self._file = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            _lock(descriptor, path)
            content = self._file.read(4 * self._RECORD)
            records = [r for r in map(_record, _slots(content, self._RECORD)) if r]
            if records:
                self._count, self.seq, self.uncertain = max(records, key=lambda record: record[0])
            elif content.strip(b"\0"):
                raise PlaceError("%s holds no place: delete it to begin anew" % path)
            if not records and self._sync and os.name != "nt":
                _sync_folder(os.path.dirname(os.path.abspath(path)))
        except BaseException:
            self._file.close()
            raise

    def giving(self, seq: int) -> None:
        """This event is about to be handed over."""
        self._write(self.seq, seq)
        if self._file is not None and self._sync:
            os.fsync(self._file.fileno())

    def taken(self, seq: int) -> None:
        """This event, and with it all before it, was taken."""
        self._write(seq, None)
        self.seq = seq

    def _write(self, seq: Optional[int], giving: Optional[int]) -> None:
        if self._file is None:
            return
        self._count += 1
        body = "%d %d %d " % (self._count, -1 if seq is None else seq, -1 if giving is None else giving)
        line = body + "%08x" % zlib.crc32(body.encode())
        self._file.seek(self._count % 2 * self._RECORD)
        self._file.write(line.ljust(self._RECORD - 1).encode() + b"\n")

    def close(self) -> None:
        """Lets the file go."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _slots(content: bytes, length: int) -> Tuple[bytes, ...]:
    return content[:length], content[length : 2 * length]


def _record(slot: bytes) -> Optional[Tuple[int, Optional[int], Optional[int]]]:
    body, _, crc = slot.rstrip().rpartition(b" ")
    try:
        if "%08x" % zlib.crc32(body + b" ") != crc.decode():
            return None
        count, seq, giving = (int(field) for field in body.split())
    except ValueError:
        return None
    return count, (None if seq < 0 else seq), (None if giving < 0 else giving)


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, path: str) -> None:
    """Ends with the process, however that ends."""
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, 4096, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise PlaceError("%s is in use by another NEXUS: one process has a place at a time" % path) from None
