"""The store's product list: taken from a file in one unit of work, found by barcode, model, name or pinyin.

Owns the product table and its search index, and nothing of a sale: what was sold is in the journal, and no import
touches it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from terminal_app.domain.money import Money
from terminal_app.domain.product import BadLine, ListedProduct, folded, gtin_key
from terminal_app.ports import Product
from terminal_app.store.database import Database
from terminal_app.store.product_csv import Progress, read_list
from terminal_app.store.product_words import indexed, parts_of, words_of

TEXT_CHARS_MAX = 80
"""What is searched for; a longer text is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many products were taken and removed, and the lines that were not taken."""

    products: int
    removed: int
    bad_lines: tuple[BadLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingTaken:
    """A list without one good line: nothing was changed."""

    bad_lines: tuple[BadLine, ...]


class SqliteProducts:
    """The `Products` port, and the import."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_barcode(self, barcode: str) -> Product | None:
        """The product with that EAN; a UPC-A counts as the EAN-13 it is."""
        with self._database.snapshot() as connection:
            row = connection.execute(
                f"{_PRODUCT} WHERE barcode = ? AND barcode <> ''", (gtin_key(barcode),)
            ).fetchone()
        return None if row is None else _product(row)

    def search(self, text: str, *, limit: int) -> tuple[Product, ...]:
        """The exact barcode; else what begins so: model, name, initials, barcode; else what contains it."""
        found: dict[int, Product] = {}
        with self._database.snapshot() as connection:
            for statement, values in _searches(text[:TEXT_CHARS_MAX]):
                if len(found) >= limit:
                    break
                for row in connection.execute(f"{statement} LIMIT ?", (*values, limit)):
                    found.setdefault(row[4], _product(row))
        return tuple(found.values())[:limit]

    def import_csv(
        self, path: Path, *, replace: bool = False, progress: Progress | None = None
    ) -> Imported | NothingTaken:
        """Take a list in one unit of work; `replace` removes what it no longer names.

        Raises EnvironmentTrouble when the file itself cannot be read.
        """
        read = read_list(path, progress)
        if not read.products:
            return NothingTaken(bad_lines=read.bad_lines)
        rows = [_row(one) for one in read.products]
        with self._database.transaction() as connection:
            removed = _remove_others(connection, rows) if replace else 0
            _put(connection, rows)
        return Imported(products=len(rows), removed=removed, bad_lines=read.bad_lines)


_PRODUCT = "SELECT barcode, name, model, price_fen, id FROM product"
_END = "\U0010ffff"
"""Sorts behind every character a product has."""

_EXACT = f"{_PRODUCT} WHERE barcode = ?"
_ALL = f"{_PRODUCT} ORDER BY folded_name, id"
_CONTAINS = (  # its text is ours alone
    f"{_PRODUCT} WHERE id IN (SELECT rowid FROM product_words WHERE product_words MATCH ?"  # noqa: S608
    " ORDER BY rowid LIMIT ?)"
)
_PREFIXES = tuple(
    f"{_PRODUCT} WHERE {column} >= ? AND {column} < ? ORDER BY {column}, id"
    for column in ("folded_model", "folded_name", "initials", "barcode")
)
_CONTAINED_MAX = 50

_Search = tuple[str, tuple[str | int, ...]]
_Row = dict[str, str | int]


def _searches(text: str) -> Iterator[_Search]:
    """What to ask, the best first."""
    if not text.strip():
        yield _ALL, ()
        return
    wanted = folded(text)
    if not wanted:
        return
    yield _EXACT, (gtin_key(wanted),)
    for prefix in _PREFIXES:
        yield prefix, (wanted, wanted + _END)
    for parts in dict.fromkeys(((wanted,), parts_of(text))):
        # A single letter or digit says nothing, a single ideograph much.
        if any(len(part) > 1 or not part.isascii() for part in parts):
            yield _CONTAINS, (_match(parts), _CONTAINED_MAX)


def _match(parts: tuple[str, ...]) -> str:
    """An FTS5 expression: every part somewhere; folded text has no quote that could end the string early."""
    return " AND ".join(f'"{indexed(part)}"' for part in parts)


def _product(row: sqlite3.Row) -> Product:
    return Product(barcode=row[0], name=row[1], model=row[2], price=Money(row[3]))


def _row(product: ListedProduct) -> _Row:
    words = words_of(product.name, product.model)
    return {
        "key": product.key,
        "barcode": product.barcode,
        "name": product.name,
        "model": product.model,
        "price_fen": product.price.fen,
        "folded_name": words.name,
        "folded_model": words.model,
        "initials": words.initials,
        "words": words.all,
    }


def _put(connection: sqlite3.Connection, rows: list[_Row]) -> None:
    """Write the rows; those that are searched as before, at another price perhaps, do not touch the index.

    Nothing else can be written meanwhile, and the index costs the most, a statement to each row ten times as much.
    """
    words = {row["key"]: row["words"] for row in _with_words(connection, rows)}
    changed = _keys(row for row in rows if words.get(row["key"]) != row["words"])
    connection.execute(_UNINDEX + _NAMED, changed)
    connection.executemany(_UPSERT, rows)
    connection.execute(_INDEX + _NAMED, changed)


def _remove_others(connection: sqlite3.Connection, rows: list[_Row]) -> int:
    named = _keys(rows)
    connection.execute(_UNINDEX + _NOT_NAMED, named)
    return connection.execute(_DELETE + _NOT_NAMED, named).rowcount


_NAMED = " WHERE key IN (SELECT value FROM json_each(:keys))"
_NOT_NAMED = _NAMED.replace(" IN ", " NOT IN ")
_WORDS = "SELECT key, words FROM product"
_DELETE = "DELETE FROM product"
_INDEX = "INSERT INTO product_words (rowid, words) SELECT id, words FROM product"
_UNINDEX = "INSERT INTO product_words (product_words, rowid, words) SELECT 'delete', id, words FROM product"
_COLUMNS = (
    *("key", "barcode", "name", "model", "price_fen"),
    *("folded_name", "folded_model", "initials", "words"),
)
_UPSERT = (  # its text is ours alone
    f"INSERT INTO product ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{one}' for one in _COLUMNS)})"  # noqa: S608
    f" ON CONFLICT (key) DO UPDATE SET {', '.join(f'{one} = excluded.{one}' for one in _COLUMNS[1:])}"
)


def _keys(rows: Iterable[_Row]) -> dict[str, str]:
    return {"keys": json.dumps([row["key"] for row in rows])}


def _with_words(connection: sqlite3.Connection, rows: list[_Row]) -> Iterable[_Row]:
    """Which of them are there, and how they are searched."""
    from sqlite_utils import Database as SqliteUtils

    found: Iterable[_Row] = SqliteUtils(connection).query(_WORDS + _NAMED, _keys(rows))
    return found
