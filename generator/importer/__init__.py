"""A register in CSV or XLSX becomes supplier records. The way in is :func:`import_register`."""

from generator.importer.report import ImportReport, ImportUsageError
from generator.importer.run import import_register

__all__ = ["ImportReport", "ImportUsageError", "import_register"]
