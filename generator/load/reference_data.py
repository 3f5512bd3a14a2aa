"""From reference records to :class:`~generator.model.reference.Reference`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.model.dates import parse_date, term
from generator.model.money import Rate, Rates
from generator.model.records import Record
from generator.model.reference import Agreement, Category, Holidays, Reference

_EMPTY: Mapping[str, Any] = {}


def read_reference(records: Mapping[str, Record]) -> Reference:
    """All reference data. ``records`` are those of ``reference/``, by kind; any may be absent."""

    def rows(kind: str, key: str) -> list[Mapping[str, Any]]:
        record = records.get(kind)
        return list(record.data.get(key) or ()) if record else []

    organisation = records["organisation"].data if "organisation" in records else _EMPTY
    rates = records["exchange-rates"].data if "exchange-rates" in records else _EMPTY
    return Reference(
        organisation=organisation,
        categories={
            one["id"]: Category(
                id=one["id"],
                name=one["name"],
                parent=one.get("parent", ""),
                data=one,
                pointer=("categories", index),
            )
            for index, one in enumerate(rows("categories", "categories"))
        },
        roles={one["id"]: one for one in rows("roles", "roles")},
        sites={one["id"]: one for one in rows("sites", "sites")},
        reciprocity=tuple(_agreement(one) for one in rows("reciprocity", "entries")),
        rates=Rates(
            base=rates.get("base") or organisation.get("currency", "USD"),
            rates=tuple(_rate(one) for one in rates.get("rates") or ()),
        ),
        calendars={one["id"]: _calendar(one) for one in rows("holidays", "calendars")},
        glossary={one["id"]: one for one in rows("glossary", "terms")},
    )


def _rate(data: Mapping[str, Any]) -> Rate:
    on = parse_date(data["date"])
    assert on is not None
    return Rate(
        currency=data["currency"],
        rate=Decimal(data["rate"]),
        on=on,
        source=data.get("source", ""),
    )


def _agreement(data: Mapping[str, Any]) -> Agreement:
    return Agreement(
        licence_types=frozenset(data["licence_types"]),
        issued_in=data["from"],
        accepted_in=data["to"],
        term=term(parse_date(data.get("starts_on")), parse_date(data.get("ends_on"))),
    )


def _calendar(data: Mapping[str, Any]) -> Holidays:
    return Holidays(
        id=data["id"],
        name=data.get("name", ""),
        years={
            year["year"]: frozenset(
                day for day in map(parse_date, year.get("days") or ()) if day is not None
            )
            for year in data["years"]
        },
    )
