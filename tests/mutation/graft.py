"""Put a changed module into a running process, in place of the module as it was imported.

A module that others have imported from keeps its functions and classes: they get the new code.
"""

import re
import sys
from functools import cached_property
from types import FunctionType, ModuleType
from typing import Any

from generator.checks import registry
from generator.checks.base import Check

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def graft(module: ModuleType, source: str) -> None:
    """Run ``source`` as ``module``. Raises whatever it raises."""
    code = compile(source, str(module.__file__), "exec", dont_inherit=True)
    if is_leaf(module.__name__):
        _reload(module, code)
        return
    fresh: dict[str, Any] = {
        "__name__": module.__name__,
        "__package__": module.__package__,
        "__file__": module.__file__,
    }
    exec(code, fresh)
    for name, new in fresh.items():
        if not name.startswith("__"):
            _replace(vars(module).get(name), new, module.__name__)


def is_leaf(name: str) -> bool:
    """Whether it is the module of one check, which nothing but the registry imports."""
    package, _, last = name.rpartition(".")
    return package == "generator.checks" and not last.startswith("_") and last != "base"


def _reload(module: ModuleType, code: Any) -> None:
    codes = [one.code for one in vars(module).values() if isinstance(one, Check)]
    exec(code, vars(module))
    for one in codes:
        del registry()[one]
    for new in vars(module).values():
        if isinstance(new, Check):
            registry()[new.code] = new


def _replace(old: Any, new: Any, home: str) -> None:
    """Give ``old`` the code of ``new``. What is not of this module stays as it is."""
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        old.__code__ = new.__code__
    elif isinstance(old, type) and isinstance(new, type):
        if new.__module__ == home:
            for name, one in vars(new).items():
                _replace(vars(old).get(name), one, home)
    elif isinstance(old, property) and isinstance(new, property):
        _replace(old.fget, new.fget, home)
    elif isinstance(old, cached_property) and isinstance(new, cached_property):
        _replace(old.func, new.func, home)
    elif isinstance(old, staticmethod | classmethod):
        _replace(old.__func__, new.__func__, home)
    elif hasattr(old, "cache_clear") and hasattr(new, "cache_clear"):
        _replace(old.__wrapped__, new.__wrapped__, home)
        old.cache_clear()


def forget() -> None:
    """Empty what the generator has remembered of calls, all but which checks there are."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("generator.model", "generator.evaluate")):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
