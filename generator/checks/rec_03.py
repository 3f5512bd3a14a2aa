"""Every reference leads somewhere.

Why: A contract owner who does not exist will not renew anything.
Method: Every reference to a category, role, site, supplier, contract, policy or certificate must
name one that exists.
Boundary: The exact id, in its own case.
Example: owner @facilites-cm: refused, did you mean @facilities-cm?
Mend: Correct the id, or add what it refers to.
"""

from generator.checks.base import Subject, check, guarded

CHECK = check("REC-03", "refs-resolve", subject=Subject.LOADER, doc=__doc__)(guarded)
