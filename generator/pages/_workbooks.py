"""Where the workbook of all tables is."""

PATH = "data/catalog.xlsx"
