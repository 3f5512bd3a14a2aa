"""What is wrong with data that does not fit its schema, in words."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema
from referencing import Registry

from generator.load.formats import EXPECTED, FORMATS
from generator.load.wording import Issue, quoted, suggestion
from generator.model.fields import Field
from generator.model.records import Pointer


@cache
def _checker() -> jsonschema.FormatChecker:
    checker = jsonschema.FormatChecker(formats=())
    for name, function in FORMATS.items():
        checker.checks(name)(lambda value, test=function: not isinstance(value, str) or test(value))
    return checker


def issues(
    document: Mapping[str, Any], registry: Registry[Any], data: Any, shape: Field
) -> list[Issue]:
    """Each breach of the schema ``document``; never empty."""
    validator = jsonschema.Draft202012Validator(
        document, registry=registry, format_checker=_checker()
    )
    found = [issue for error in validator.iter_errors(data) for issue in _worded(error, shape)]
    # A pattern's $ lets Python pass a trailing newline that the other refuses.
    return found or [((), "REC-01", "does not fit its schema")]


def _worded(error: jsonschema.ValidationError, shape: Field) -> Iterator[Issue]:
    pointer: Pointer = tuple(error.absolute_path)
    value: Any = error.instance
    here = _nearest(shape, pointer)
    shown = "this value" if here and here.visibility == "restricted" else quoted(value)
    rule = str(error.validator)
    limit: Any = error.validator_value
    if rule == "additionalProperties":
        schema: Any = error.schema
        known = (schema.get("properties") or {}).keys()
        for key in sorted(set(value) - set(known)):
            hint = suggestion(key, known)
            yield (*pointer, key), "REC-01", f"{quoted(key)} is not a field here{hint}"
    elif rule == "required":
        yield pointer, "REC-01", str(error.message).replace("is a required property", "is missing")
    elif rule == "enum":
        hint = suggestion(str(value), map(str, limit))
        wanted = ", ".join(map(str, limit[:_MANY])) + (", …" if len(limit) > _MANY else "")
        yield pointer, "REC-01", f"{shown} is not one of: {wanted}{hint}"
    elif rule == "type":
        yield pointer, *_type_issue(value, limit, shown)
    elif rule == "format":
        yield pointer, "REC-01", f"{shown} is not {EXPECTED.get(limit, 'of the format ' + limit)}"
    elif rule == "pattern":
        example = here.example if here else None
        hint = f", such as {quoted(example)}" if example is not None else ""
        yield pointer, "REC-01", f"{shown} does not have the right form{hint}"
    elif rule in _BOUNDS:
        yield pointer, "REC-01", _BOUNDS[rule].format(limit)
    elif rule in ("anyOf", "oneOf") and error.context:
        title = here.title.lower() if here and here.title else "value"
        yield pointer, "REC-01", f"{shown} is no valid {title}"
    else:
        yield pointer, "REC-01", f"{shown} breaks the rule '{rule}'"


_MANY = 12
_BOUNDS = {
    "maxLength": "is longer than {} characters",
    "minLength": "is shorter than {} characters",
    "minimum": "is less than {}",
    "maximum": "is more than {}",
    "maxItems": "has more than {} entries",
    "minItems": "has fewer than {} entries",
    "maxProperties": "has more than {} entries",
    "uniqueItems": "holds an entry twice",
}
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "a group of fields",
    "array": "a list",
}


def _type_issue(value: Any, wanted: Any, shown: str) -> tuple[str, str]:
    kinds = [wanted] if isinstance(wanted, str) else list(wanted)
    words = " or ".join(_TYPES.get(one, one) for one in kinds)
    if "string" in kinds and isinstance(value, bool | int):
        return "REC-13", f"{shown} must be a text: write it in quotes"
    if isinstance(value, dict | list):
        shown = _TYPES["object" if isinstance(value, dict) else "array"]
    if value is None:
        return "REC-01", f"must be {words}; where nothing is known, remove the line"
    return "REC-01", f"{shown} must be {words}"


def _nearest(shape: Field, pointer: Pointer) -> Field | None:
    for end in range(len(pointer), -1, -1):
        found = shape.at(pointer[:end])
        if found is not None:
            return found
    return None
