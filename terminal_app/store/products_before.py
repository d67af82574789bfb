"""The product list as version 2 kept it, taken over into the table of version 3. Decides nothing about today's lists.

Version 2 knew a product by its barcode as it was written: a UPC-A of 12 digits and the EAN-13 it is stood there as two.
"""

from __future__ import annotations

import sqlite3

from terminal_app.domain.product import folded, gtin_key
from terminal_app.store.product_words import words_of


def take_over(connection: sqlite3.Connection) -> None:
    """Fill `product` from `product_before`; of two rows of one product the one written as an EAN-13 counts."""
    rows = connection.execute("SELECT barcode, name, model, price_fen FROM product_before")
    kept: dict[str, tuple[str | int, ...]] = {}
    for barcode, name, model, price_fen in sorted(rows, key=lambda row: row[0] == gtin_key(row[0])):
        number = gtin_key(barcode)
        key = number or f"model:{folded(model)}"
        words = words_of(name, model)
        forms = (words.name, words.model, words.initials, words.all)
        kept[key] = (key, number, name, model, price_fen, *forms)
    connection.executemany(
        """
        INSERT INTO product
            (key, barcode, name, model, price_fen, folded_name, folded_model, initials, words)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        kept.values(),
    )
