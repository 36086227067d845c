import datetime
import hashlib
import importlib.util
import json
import os
import tempfile
import unittest

from nexus_gateway.learning import LearningData

HAS_PANDAS = bool(importlib.util.find_spec("pandas") and importlib.util.find_spec("pyarrow"))
DAY = datetime.date(2026, 11, 23)


class LearningTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.files = []

    def add(self, table, date, symbol, content):
        path = "type=%s/date=%s/symbol=%s/part-1-2.parquet" % (table, date, symbol)
        target = os.path.join(self.folder, *path.split("/"))
        os.makedirs(os.path.dirname(target))
        with open(target, "wb") as file:
            file.write(content)
        self.files.append({"path": path, "rows": 2, "sha256": hashlib.sha256(content).hexdigest()})
        return target

    def data(self, **other):
        with open(os.path.join(self.folder, "_manifest.json"), "w") as file:
            json.dump({"manifest_version": 1, "kind": "dataset", "files": self.files, **other}, file)
        return LearningData(self.folder)

    def test_finds_the_files_of_a_table_a_symbol_and_some_days(self):
        self.add("trades", "2026-11-23", "NQ", b"1")
        self.add("trades", "2026-11-24", "NQ%2FM25", b"2")
        self.add("signals", "2026-11-24", "__HIVE_DEFAULT_PARTITION__", b"3")
        data = self.data()
        self.assertEqual([part.symbol for part in data.files("trades")], ["NQ", "NQ/M25"])
        self.assertEqual([part.date for part in data.files("trades", ["NQ"])], [DAY])
        self.assertEqual([part.symbol for part in data.files("trades", first=datetime.date(2026, 11, 24))], ["NQ/M25"])
        self.assertEqual([part.symbol for part in data.files("trades", last=DAY)], ["NQ"])
        self.assertEqual([part.symbol for part in data.files("signals")], [None])
        with self.assertRaisesRegex(ValueError, "want one of trades"):
            data.files("candles")

    def test_says_which_files_are_damaged(self):
        target = self.add("trades", "2026-11-23", "NQ", b"1")
        data = self.data()
        self.assertEqual(data.damaged(), [])
        with open(target, "wb") as file:
            file.write(b"x")
        self.assertEqual(data.damaged(), data.parts)
        os.remove(target)
        self.assertEqual(data.damaged(), data.parts)

    def test_another_manifest_is_refused(self):
        with self.assertRaisesRegex(ValueError, "replay dataset"):
            self.data(kind="export")

    @unittest.skipIf(HAS_PANDAS, "pandas is there")
    def test_says_what_is_missing(self):
        self.add("trades", "2026-11-23", "NQ", b"1")
        with self.assertRaisesRegex(ImportError, r"pip install 'nexus-gateway\[learning\]'"):
            self.data().table("trades")

    @unittest.skipUnless(HAS_PANDAS, "wants pandas and pyarrow")
    def test_the_newest_outcome_counts_as_far_as_it_was_known(self):
        import pandas

        rows = pandas.DataFrame(
            {"seq": [3, 1, 2], "ref": ["A", "A", None], "label_available_ns": [30, 10, 20], "symbol": ["NQ"] * 3}
        )
        rows.to_parquet(self.add("outcomes", "2026-11-23", "NQ", b""))
        data = self.data()
        self.assertEqual(list(data.table("outcomes", columns=["ref"]).columns), ["ref"])
        self.assertEqual(sorted(data.labels()["seq"]), [2, 3])
        self.assertEqual(sorted(data.labels(known_at_ns=25)["seq"]), [1, 2])
