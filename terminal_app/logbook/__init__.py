"""The log's files: written line by line, read back from the end. Knows no use case and no screen."""

from terminal_app.logbook.reader import read_log
from terminal_app.logbook.writer import FOLDER, LogFile

__all__ = ["FOLDER", "LogFile", "read_log"]
