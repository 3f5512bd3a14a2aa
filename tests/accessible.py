"""Holding a page against axe-core, which is most of what the tests of the browser cost."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# For the contrast of a text axe reads each colour around it anew, from its text, and holds each in
# weak maps and sets: nine seconds for our longest page. Here it reads each text once, and the maps
# are properties. It finds the same, in half the time and less: browser/test_accessible.py.
_SLOTS = """(function () {
  class Slots {
    constructor() { this.key = Symbol("slot"); }
    get(one) { return one[this.key]; }
    set(one, value) { one[this.key] = value; return this; }
    add(one) { return this.set(one, true); }
    has(one) { return this.key in one; }
    delete(one) { return delete one[this.key]; }
  }
  (function (WeakMap, WeakSet) {
"""
_ONCE = """
  })(Slots, Slots);
  const { Color } = axe.commons.color;
  const read = Color.prototype.parseString;
  const known = new Map();
  Color.prototype.parseString = function (text) {
    if (known.has(text)) [this.r, this.g, this.b, this.alpha] = known.get(text);
    else {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
})();"""
_QUICK = Axe(_SLOTS + AXE_SCRIPT + _ONCE)


def examined(page: Page) -> AxeResults:
    """What axe says of the page as it is now, all its rules."""
    return _QUICK.run(page)
