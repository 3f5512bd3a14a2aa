"""Figures of a record: whole numbers, or decimals in quotes."""

from decimal import Decimal, InvalidOperation


def number(value: object) -> Decimal | None:
    """The figure, exact; None when there is none."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole``, in per cent; of nothing it is nothing."""
    return part * 100 / whole if whole else Decimal(0)


def rounded(value: Decimal) -> str:
    """For reading, with one decimal at most: ``58.3``, ``60``."""
    short = value.quantize(Decimal("0.1"))
    return f"{short.normalize():f}" if short else "0"
