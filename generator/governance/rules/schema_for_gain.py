"""A schema is not loosened together with the record that needs it.

Why: a schema says what a record must hold. Whoever may take a line out of it for their own record
has no schema.
Instead: change the schema first, in a change of its own.
"""

from collections.abc import Iterator

from generator.governance.model import Change, Refusal

CODE = "GOV-02"
NAME = "schema-for-gain"


def run(change: Change) -> Iterator[Refusal]:
    """One for each changed record that does not fit the schema as it was."""
    for one in change.misfits:
        yield Refusal(
            message=f"under the schema as it was: {one.message}",
            fix="Change the schema in a change of its own; bring the record when it is merged.",
            path=one.path,
            line=one.line,
            column=one.column,
        )
