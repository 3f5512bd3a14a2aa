"""Every id is unique, and is the file's name.

Why: An id is an address: the page, the contract and the calendar all use it.
Method: The file's name without .yml must equal the record's id, and no two records of a kind may
share one, in whatever folder.
Boundary: Names that differ in case alone are the same name.
Example: suppliers/a/acme.yml and suppliers/b/acme.yml: refused.
Mend: Rename the file or the id; never reuse the id of a record that was there before.
"""

from generator.checks.base import Subject, check, guarded

CHECK = check("REC-02", "id-unique-stable", subject=Subject.LOADER, doc=__doc__)(guarded)
