"""Files of the catalogue: YAML, Excel, and CSV (one table, or a ZIP of all four)."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import PurePosixPath

import openpyxl
import yaml
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from sqlalchemy import select

from agent_console.core.catalogue_columns import Sheet, as_ours, in_own_words, sheets_of
from agent_console.core.catalogue_file import CatalogueInvalid, read_listed, write_catalogue
from agent_console.core.catalogue_rows import ITEMS, Fault, RowsInvalid, Table, read_tables, write_tables
from agent_console.core.implementation import Listed
from agent_console.store import catalogue
from agent_console.store.tables import items
from signaling.ports import Transaction

MAX_UNPACKED_BYTES = 256 * 1024 * 1024


class Format(StrEnum):
    """How the catalogue is written."""

    YAML = "yaml"
    EXCEL = "xlsx"
    CSV = "csv"  # A ZIP of four CSV files.


MEDIA_TYPES = {
    Format.YAML: "application/yaml",
    Format.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "application/zip",
}


def read_file(content: bytes, name: str, known: Mapping[str, str]) -> tuple[Listed, ...]:
    """
    Return the items of a file; its format is told by its name's ending (.yaml, .yml, .xlsx, .csv, .zip).

    Args:
        content: The bytes.
        name: Of the file.
        known: Codes of departments by their Chinese name.

    Raises:
        RowsInvalid: With every fault that could be found.
    """
    ending = name.lower().rpartition(".")[2]
    try:
        if ending in ("yaml", "yml"):
            return read_listed(yaml.load(content, yaml.CSafeLoader))
    except CatalogueInvalid as error:
        raise RowsInvalid(tuple(Fault("", 0, *_split(fault)) for fault in error.faults)) from error
    except yaml.YAMLError as error:
        raise RowsInvalid((Fault("", 0, "", f"no YAML: {error}"),)) from error
    tables = _tables(content, ending)
    # A file of one table holds the items, whatever it is called.
    return read_tables({ITEMS: next(iter(tables.values()))} if len(tables) == 1 else tables, known)


def open_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """
    Return the tables of a file with their columns guessed, for somebody to choose others; none of a YAML file.

    Raises:
        RowsInvalid: The file cannot be read.
    """
    ending = name.lower().rpartition(".")[2]
    return () if ending in ("yaml", "yml") else sheets_of(_tables(content, ending))


def read_sheets(sheets: Sequence[Sheet], known: Mapping[str, str]) -> tuple[Listed, ...]:
    """
    Return the items of tables by the columns that were chosen.

    Raises:
        RowsInvalid: With every fault, by the file's own sheet, row and heading.
    """
    try:
        return read_tables(as_ours(sheets), known)
    except RowsInvalid as error:
        raise RowsInvalid(tuple(in_own_words(fault, sheets) for fault in error.faults)) from error


def _tables(content: bytes, ending: str) -> dict[str, Table]:
    try:
        if ending == "xlsx":
            return _from_excel(content)
        if ending == "zip":
            return _from_zip(content)
        if ending == "csv":
            return {ITEMS: _from_csv(content)}
    except UnicodeDecodeError as error:
        raise RowsInvalid((Fault("", 0, "", "the text is neither UTF-8 nor GB 18030"),)) from error
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, csv.Error) as error:
        raise RowsInvalid((Fault("", 0, "", f"the file cannot be read: {error}"),)) from error
    raise RowsInvalid((Fault("", 0, "", "the name must end in .yaml, .xlsx, .csv or .zip"),))


def write_file(listed: Sequence[Listed], kind: Format) -> bytes:
    """Return the file from which `read_file` makes exactly these items."""
    if kind is Format.YAML:
        tree = write_catalogue(listed)
        return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120).encode()
    tables = write_tables(listed)
    return _to_excel(tables) if kind is Format.EXCEL else _to_zip(tables)


def department_codes(tx: Transaction) -> dict[str, str]:
    """Return the codes of the departments that there are, by their Chinese name."""
    if tx.execute(select(items.c.id).limit(1)).first() is None:
        return {}
    return {listed.item.department_name.zh: listed.item.department for _, listed in catalogue.latest(tx)}


def _split(fault: str) -> tuple[str, str]:
    path, _, problem = fault.partition(": ")
    return path, problem


def _from_csv(content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")  # As a Chinese Excel saves CSV.
    return list(csv.reader(io.StringIO(text, newline="")))


def _from_zip(content: bytes) -> dict[str, Table]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_size(archive)
        names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        return {PurePosixPath(name).stem: _from_csv(archive.read(name)) for name in names}


def _from_excel(content: bytes) -> dict[str, Table]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_size(archive)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        return {
            page.title: [[_cell(value) for value in row] for row in page.iter_rows(values_only=True)]
            for page in book.worksheets
        }
    finally:
        book.close()


def _check_size(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise ValueError("too large when unpacked")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _to_excel(tables: Mapping[str, Table]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for sheet, rows in tables.items():
        page = book.create_sheet(sheet)
        page.freeze_panes = "C2"
        for row in rows:
            page.append([_text(page, cell) if cell.startswith("=") else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(page: WriteOnlyWorksheet, value: str) -> Cell:
    """Return a cell that Excel does not take for a formula."""
    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"
    return cell


def _to_zip(tables: Mapping[str, Table]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet, rows in tables.items():
            text = io.StringIO(newline="")
            csv.writer(text).writerows(rows)
            # With a byte order mark: Excel takes a CSV file without one for the system's old code page.
            archive.writestr(f"{sheet}.csv", text.getvalue().encode("utf-8-sig"))
    return out.getvalue()
