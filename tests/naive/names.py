"""Names of firms, compared naively: plain words, and whether two have a telling one in common."""

import re

FORMS = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}
ENDINGS = {"inc", "corp", "co", "ltd", "llc", "llp", "plc", "gmbh", "ag"}


def plain(name: str) -> str:
    """Lower case, words only, legal forms spelled alike."""
    words = re.sub(r"[^a-z0-9]+", " ", name.lower().replace("&", " and ")).split()
    return " ".join(FORMS.get(one, one) for one in words)


def alike(name: str, names: list[str]) -> str:
    """Pass for one of the names, unknown for a near miss, fail for anything else."""
    if plain(name) in [plain(one) for one in names]:
        return "pass"
    known = {word for one in names for word in telling(one)}
    return "unknown" if telling(name) & known else "fail"


def telling(name: str) -> set[str]:
    """Its words of four letters and more, legal forms aside."""
    return {one for one in plain(name).split() if len(one) > 3 and one not in ENDINGS}
