"""Supplier catalog and policy handbook: records in YAML, one evaluator, one site."""

__version__ = "0.1.0"
