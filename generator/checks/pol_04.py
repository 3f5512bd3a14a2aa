"""Every clause that a policy refers to exists.

Why: A rule that points to nowhere cannot be followed.
Method: Each see, each parameter named in a text and each parameter of a requirement must exist in
its clause or in the handbook, and each parameter of a clause must be used in its text.
Boundary: The exact id.
Example: see INS-9.9, which does not exist: refused.
Mend: Correct the id, or write the clause.
"""

from generator.checks.base import Subject, check, guarded

CHECK = check("POL-04", "link-integrity", subject=Subject.LOADER, doc=__doc__)(guarded)
