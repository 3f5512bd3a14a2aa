"""Codes and numbers stay what was typed.

Why: YAML tools read NO as false, 012 as ten and 12:30 as 750.
Method: A plain value that different YAML tools read differently is refused until it is written in
quotes.
Boundary: Whole numbers, true, false, null and dates need no quotes.
Example: country NO without quotes: refused.
Mend: Put the value in quotes.
"""

from generator.checks.base import Subject, check, guarded

CHECK = check("REC-13", "identifiers-are-strings", subject=Subject.LOADER, doc=__doc__)(guarded)
