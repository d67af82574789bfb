"""Which tests need the zbar library: outside Windows it is no part of the Python package that calls it."""

from __future__ import annotations

import pytest

from terminal_app.scanner.barcode import Missing, zbar

IS_HERE = not isinstance(zbar(), Missing)

with_zbar = pytest.mark.skipif(
    not IS_HERE, reason="no zbar library here (Debian: apt install libzbar0)"
)
"""Left out where it is missing, as the program goes on without it; the run says so in its first lines."""
