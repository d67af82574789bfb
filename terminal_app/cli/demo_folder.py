"""The demo's folder: fresh, with something to sell, gone afterwards, and kept when the screen broke.

Knows nothing of what is played in it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from terminal_app.bootstrap import Opened
from terminal_app.cli.output import Done, Output, Result

EXIT_DEFECT = 70
"""The screen ended through a defect (`tui/crash.py`, which is not to be loaded for the story)."""

DEMO_PRODUCTS = """barcode,name,model,price
6901234567892,对开门冰箱,BCD-520WKPZM,8999.00
6902345678903,滚筒洗衣机,XQG100-14126,4299.00
6903456789014,75 英寸液晶电视,75E3F,5999.00
6904567890125,空调 1.5 匹,KFR-35GW,2899.00
6905678901236,微波炉,M1-L213B,499.00
"""
"""A few appliances for the demo; the barcodes are made up, their check digits are right."""


def in_fresh_folder(output: Output, play: Callable[[Path], Result]) -> Result:
    """Play in a folder that is gone afterwards, unless the screen broke: its last words are that nothing is lost."""
    folder = Path(tempfile.mkdtemp(prefix="coupon-terminal-demo-"))
    is_kept = False
    try:
        result = play(folder)
        is_kept = isinstance(result, Done) and result.exit == EXIT_DEFECT
    finally:
        if not is_kept:
            shutil.rmtree(folder, ignore_errors=True)
    if is_kept:
        output.note(output.words.say("demo-kept", folder=str(folder)))
    return result


def import_demo_products(opened: Opened) -> None:
    """Give the demo's store something to sell."""
    path = opened.folder / "products.csv"
    path.write_text(DEMO_PRODUCTS, encoding="utf-8")
    opened.products.import_csv(path)
