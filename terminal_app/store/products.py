"""The store's product list: read from CSV, found by barcode, name or model."""

from __future__ import annotations

import csv
import io
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import ZERO, Money, PriceUnreadable, read_price
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.ports import Product
from terminal_app.store.database import Database

BYTES_MAX = 20 * 1024 * 1024
LINES_MAX = 200_000
COLUMNS = ("barcode", "name", "model", "price")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many products were taken, and the lines that were not, with why."""

    products: int
    bad_lines: tuple[str, ...]


class SqliteProducts:
    """The `Products` port, and the import."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_barcode(self, barcode: str) -> Product | None:
        """The product with that EAN."""
        with self._database.snapshot() as connection:
            row = connection.execute(
                "SELECT barcode, name, model, price_fen FROM product WHERE barcode = ?", (barcode,)
            ).fetchone()
        return None if row is None else _product(row)

    def search(self, text: str, *, limit: int) -> tuple[Product, ...]:
        """Products whose name, model or barcode contains the text."""
        like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with self._database.snapshot() as connection:
            rows = connection.execute(
                "SELECT barcode, name, model, price_fen FROM product"
                " WHERE name LIKE :like ESCAPE '\\' OR model LIKE :like ESCAPE '\\'"
                " OR barcode LIKE :like ESCAPE '\\' ORDER BY name, model LIMIT :limit",
                {"like": like, "limit": limit},
            ).fetchall()
        return tuple(_product(row) for row in rows)

    def import_csv(self, path: Path) -> Imported:
        """Take a list with the columns barcode, name, model, price (yuan); a line that cannot be read is named.

        Raises EnvironmentTrouble when the file itself cannot be read.
        """
        from sqlite_utils import Database as SqliteUtils

        products, bad_lines = _read(path)
        with self._database.transaction() as connection:
            SqliteUtils(connection).table("product").upsert_all(
                (
                    {
                        "barcode": one.barcode,
                        "name": one.name,
                        "model": one.model,
                        "price_fen": one.price.fen,
                    }
                    for one in products
                ),
                pk="barcode",
            )
        return Imported(products=len(products), bad_lines=tuple(bad_lines))


def _product(row: sqlite3.Row) -> Product:
    return Product(barcode=row[0], name=row[1], model=row[2], price=Money(row[3]))


def _read(path: Path) -> tuple[list[Product], list[str]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise EnvironmentTrouble(Trouble.FILE_MISSING, file=str(path)) from error
    if len(raw) > BYTES_MAX:
        raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem="> 20 MB")
    text = _decoded(raw, path)
    lines = csv.DictReader(io.StringIO(text, newline=""))
    if not set(COLUMNS) <= {name.strip().lower() for name in lines.fieldnames or ()}:
        raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem=",".join(COLUMNS))
    products: list[Product] = []
    bad_lines: list[str] = []
    try:
        for at, line in enumerate(lines, start=2):
            if at > LINES_MAX:
                bad_lines.append(f"{at}: > {LINES_MAX}")
                break
            product = _line(_named(line))
            if isinstance(product, Product):
                products.append(product)
            else:
                bad_lines.append(f"{at}: {product}")
    except csv.Error as error:  # a cell without an end
        problem = f"{lines.line_num}: {error}"
        raise EnvironmentTrouble(
            Trouble.LIST_UNREADABLE, file=str(path), problem=problem
        ) from error
    return products, bad_lines


def _named(line: dict[str, str]) -> dict[str, str]:
    """The cells by column; a short line has empty ones, and what stands behind the last column is nobody's."""
    return {name.strip().lower(): value or "" for name, value in line.items() if name}


def _decoded(raw: bytes, path: Path) -> str:
    """UTF-8 (with or without BOM), else GB18030, as Excel in China writes it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem="UTF-8 / GB18030")


def _line(fields: dict[str, str]) -> Product | str:
    barcode = fields["barcode"].strip()
    name = clean(fields["name"], cells_max=60).strip()
    if not (barcode.isascii() and barcode.isdigit() and len(barcode) in {8, 12, 13, 14}):
        return f"barcode {clean(barcode, cells_max=20)!r}"
    if not name:
        return "name"
    price = read_price(fields["price"])
    if isinstance(price, PriceUnreadable) or price <= ZERO:
        return f"price {clean(fields['price'], cells_max=20)!r}"
    return Product(
        barcode=barcode.zfill(13) if len(barcode) == 12 else barcode,
        name=name,
        model=clean(fields["model"], cells_max=40).strip(),
        price=price,
    )
