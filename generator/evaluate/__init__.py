"""The one evaluator. Everything that shows a verdict shows the one from here."""

from generator.evaluate.engine import evaluate

__all__ = ["evaluate"]
