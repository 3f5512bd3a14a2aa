"""Every record fits its schema.

Why: A misspelt key or an impossible value is information lost without a word.
Method: Each file is held against schemas/; unknown keys and values are refused with the line, and
with the nearest known word.
Boundary: One problem in one file stops the publishing of all, and every problem is listed in one
run.
Example: expries_on instead of expires_on: refused, did you mean expires_on?
Mend: Mend the line that the message names.
"""

from generator.checks.base import Subject, check, guarded

CHECK = check("REC-01", "schema-valid", subject=Subject.LOADER, doc=__doc__)(guarded)
