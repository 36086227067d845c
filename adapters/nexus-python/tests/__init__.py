"""Run with ``python3 -m unittest discover -t . tests`` in the package's folder."""
