"""Reads what ``bin/replay dataset`` has written: recorded days as tables, for those who train NEXUS.

Wants pandas (with pyarrow) or DuckDB only when a table is read. docs/learning.md has the columns and their rules.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import urllib.parse
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Union

TABLES = ("trades", "quotes", "signals", "orders", "fills", "outcomes")


class Part(NamedTuple):
    """One file of a table. ``symbol`` is None where the rows have none; of a very long one it is the folder's name."""

    table: str
    date: datetime.date
    symbol: Optional[str]
    path: str
    rows: int
    sha256: str


class LearningData:
    """A folder of ``bin/replay dataset --out``. Only files that its manifest names are read: another was left by a run that
    was killed."""

    def __init__(self, folder: Union[str, "os.PathLike[str]"]) -> None:
        """Reads the manifest.

        :raises OSError: if there is none
        :raises ValueError: if it is of something else
        """
        self.folder = os.fspath(folder)
        with open(os.path.join(self.folder, "_manifest.json"), encoding="utf-8") as file:
            self.manifest: Dict[str, Any] = json.load(file)
        if self.manifest.get("manifest_version") != 1 or self.manifest.get("kind") != "dataset":
            raise ValueError("%s is not what 'replay dataset' of this version writes" % self.folder)
        self.parts = [_part(self.folder, entry) for entry in self.manifest["files"]]

    def files(
        self,
        table: str,
        symbols: Optional[Iterable[str]] = None,
        first: Optional[datetime.date] = None,
        last: Optional[datetime.date] = None,
    ) -> List[Part]:
        """A table's files, of these symbols and of the days from ``first`` to ``last`` (UTC, both included)."""
        if table not in TABLES:
            raise ValueError("table is %r: want one of %s" % (table, ", ".join(TABLES)))
        wanted = None if symbols is None else set(symbols)
        return [
            part
            for part in self.parts
            if part.table == table
            and (wanted is None or part.symbol in wanted)
            and (first is None or part.date >= first)
            and (last is None or part.date <= last)
        ]

    def table(
        self,
        table: str,
        symbols: Optional[Iterable[str]] = None,
        first: Optional[datetime.date] = None,
        last: Optional[datetime.date] = None,
        columns: Optional[List[str]] = None,
    ) -> Any:
        """The rows as a pandas ``DataFrame``, in the order of the journal; an empty one without columns if there are none.

        :raises ImportError: without pandas and pyarrow
        """
        pandas = _imported("pandas")
        _imported("pyarrow")
        frames = []
        for part in self.files(table, symbols, first, last):
            # As an open file: from the path pyarrow would make columns of the folders, and collide with those of the file.
            with open(part.path, "rb") as file:
                wanted = None if columns is None else [*columns, *(c for c in ("seq",) if c not in columns)]
                frames.append(pandas.read_parquet(file, columns=wanted))
        if not frames:
            return pandas.DataFrame()
        rows = pandas.concat(frames, ignore_index=True).sort_values("seq", kind="stable", ignore_index=True)
        return rows if columns is None else rows[columns]

    def labels(self, known_at_ns: Optional[int] = None, symbols: Optional[Iterable[str]] = None) -> Any:
        """The newest outcome of each order, by ``ref``; with ``known_at_ns`` as it was known then, so that nothing looks
        ahead. Refused signals have no ``ref``, and each counts."""
        rows = self.table("outcomes", symbols)
        if not len(rows):
            return rows
        if known_at_ns is not None:
            rows = rows[rows["label_available_ns"] <= known_at_ns]
        newest = rows["ref"].isna() | ~rows.duplicated("ref", keep="last")
        return rows[newest].reset_index(drop=True)

    def connect(self) -> Any:
        """A DuckDB connection with one view for each table that has rows.

        :raises ImportError: without duckdb
        """
        connection = _imported("duckdb").connect()
        for table in TABLES:
            paths = [part.path for part in self.files(table)]
            if paths:
                names = ", ".join("'%s'" % path.replace("'", "''") for path in paths)
                # The folders' type, date and symbol are not made columns: symbol is one of the file's own.
                connection.execute(
                    "create view %s as select * from read_parquet([%s], hive_partitioning=false)" % (table, names)
                )
        return connection

    def damaged(self) -> List[Part]:
        """Files whose SHA-256 is not what the manifest says, or that are missing. Reads all of them."""
        return [part for part in self.parts if _sha256(part.path) != part.sha256]


def _part(folder: str, entry: Dict[str, Any]) -> Part:
    names = dict(name.split("=", 1) for name in entry["path"].split("/")[:-1])
    symbol: Optional[str] = urllib.parse.unquote(names["symbol"])
    if symbol == "__HIVE_DEFAULT_PARTITION__":
        symbol = None
    path = os.path.join(folder, *entry["path"].split("/"))
    return Part(names["type"], datetime.date.fromisoformat(names["date"]), symbol, path, entry["rows"], entry["sha256"])


def _sha256(path: str) -> Optional[str]:
    if not os.path.exists(path):
        return None
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def _imported(name: str) -> Any:
    try:
        return __import__(name)
    except ImportError as error:
        raise ImportError("%s is wanted to read tables: pip install 'nexus-gateway[learning]'" % name) from error
