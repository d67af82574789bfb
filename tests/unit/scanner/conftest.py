"""What a machine without the zbar library cannot test: outside Windows it is no part of the package that calls it."""

from __future__ import annotations

from ctypes.util import find_library

collect_ignore: list[str] = []
if find_library("zbar") is None:
    collect_ignore += ["test_zbar.py", "test_corpus_read.py"]
