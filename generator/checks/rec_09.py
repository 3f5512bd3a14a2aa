"""No bank number or personal number is in a record.

Why: Git never forgets. What is pushed once is public to all who can read the history.
Method: Every text is searched for IBANs (checked by their check digits), payment card numbers (by
theirs) and US social security numbers.
Boundary: A number that fails its check digits is not one.
Example: iban DE89 3704 0044 0532 0130 00 in a note: refused.
Mend: Take it out, and record an attestation instead: verified on, by whom, ticket. If it was
pushed, have it removed from the history.
"""

from generator.checks.base import Subject, check, guarded

CHECK = check("REC-09", "secret-scan", subject=Subject.LOADER, doc=__doc__)(guarded)
