"""The part of SARIF 2.1.0 that the report uses, written down strictly from the standard.

Properties, types, required ones and words as there; what the report does not use is closed,
so that a misspelt property fails.
"""

from typing import Any


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


_TEXT: dict[str, Any] = {"type": "string"}
_FROM_1 = {"type": "integer", "minimum": 1}
_FROM_0 = {"type": "integer", "minimum": 0}
_BAG = {"type": "object", "additionalProperties": _TEXT}
_MESSAGE = _object("text", text={"type": "string", "minLength": 1})
_SAID = _object("text", text=_TEXT)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
# Code scanning asks for a name, a text and a place where the standard leaves them open.
_RULE = _object(
    "id shortDescription fullDescription help",
    id=_TEXT,
    name=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    helpUri={"type": "string", "pattern": "^https://[^ ]+$"},
)
_LOCATION = _object(
    "physicalLocation",
    physicalLocation=_object(
        "artifactLocation",
        artifactLocation=_object("uri", uri={"type": "string", "minLength": 1}),
        region=_object("startLine startColumn", startLine=_FROM_1, startColumn=_FROM_1),
    ),
)
_SUPPRESSION = _object(
    "kind",
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=_TEXT,
)
_RESULT = _object(
    "ruleId ruleIndex level message locations partialFingerprints suppressions",
    ruleId=_TEXT,
    ruleIndex=_FROM_0,
    level=_LEVEL,
    message=_SAID,
    locations=_list(_LOCATION, minItems=1, maxItems=1),
    partialFingerprints={
        "type": "object",
        "required": ["primaryLocationLineHash"],
        "additionalProperties": {"type": "string", "minLength": 1},
    },
    suppressions=_list(_SUPPRESSION, uniqueItems=True),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    occurrenceCount=_FROM_1,
    properties=_BAG,
)
SHAPE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        "version runs",
        **{"$schema": {"type": "string", "pattern": "^https://.*/sarif-schema-2\\.1\\.0\\.json$"}},
        version={"const": "2.1.0"},
        runs=_list(
            _object(
                "tool results",
                automationDetails=_object("id", id=_TEXT),
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                invocations=_list(
                    _object("executionSuccessful", executionSuccessful={"type": "boolean"})
                ),
                properties=_BAG,
                results=_list(_RESULT, maxItems=25_000),
                tool=_object(
                    "driver",
                    driver=_object("name", name=_TEXT, version=_TEXT, rules=_list(_RULE)),
                ),
            )
        ),
    ),
}
