"""The first line of a record, which tells an editor the schema."""

import os
from pathlib import Path, PurePosixPath

MARK = "# yaml-language-server:"
_ADDRESS = f"{MARK} $schema="


def modeline(path: str, kind: str) -> str:
    """The line for a record of ``kind`` at ``path``, which is relative to the root."""
    above = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"{_ADDRESS}{above}schemas/{kind}.schema.json"


def leads_to_schema(line: str, path: str, root: Path) -> bool:
    """Whether the schema that ``line`` names can be there: on the web, or in a file that is."""
    address = line.removeprefix(_ADDRESS).strip()
    if not line.startswith(_ADDRESS) or not address:
        return False
    if "://" in address:
        return True
    try:
        # By names alone: the folder of a new record may not be there yet.
        return Path(os.path.normpath((root / path).parent / address)).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
