/* The panel of filters beside the list, and the chips of what is chosen above it. */
(function () {
  "use strict";

  const B = window.Browse = window.Browse || {};
  const make = B.make;
  const FEW = 8;

  /* `act` has toggle(facet, id, on), all(facet, on), clear() and state(). */
  function Panel(place, chips, facets, act) {
    this.place = place;
    this.chips = chips;
    this.facets = facets;
    this.act = act;
    this.opened = {};
    this.counts = {};
  }

  function idOf(facet, value) {
    return "f-" + facet.key + "-" + value.id.replace(/[^A-Za-z0-9]+/g, "_");
  }

  function focusOn(element) {
    if (element) { element.focus(); }
  }

  Panel.prototype.chosen = function (facet) {
    return this.act.state().chosen[facet.key] || new Set();
  };

  Panel.prototype.count = function (facet, value) {
    return this.counts[facet.key][facet.known.get(value.id)];
  };

  Panel.prototype.option = function (facet, value) {
    const act = this.act;
    const label = make("label", { "class": "sc-check" + (value.depth ? " ct-inner" : "") });
    const box = make("input", {
      type: facet.single ? "radio" : "checkbox", id: idOf(facet, value), name: facet.key, value: value.id,
    });
    box.checked = this.chosen(facet).has(value.id);
    box.addEventListener("change", function () { act.toggle(facet, value.id, box.checked); });
    const text = make("span", value.none ? { "class": "sc-muted" } : {});
    if (facet.key === "verdict") {
      text.appendChild(make("span", { "class": "sc-verdict", "data-verdict": value.id }, value.label));
    } else {
      text.textContent = value.label;
    }
    label.append(box, text, make("span", { "class": "sc-count" }, B.number(this.count(facet, value))));
    return label;
  };

  /* A choice of one of several needs a way back. */
  Panel.prototype.anyTime = function (facet) {
    const act = this.act;
    const label = make("label", { "class": "sc-check" });
    const box = make("input", { type: "radio", id: "f-" + facet.key + "-any", name: facet.key, value: "" });
    box.checked = !this.chosen(facet).size;
    box.addEventListener("change", function () { act.toggle(facet, null, true); });
    label.append(box, make("span", {}, catalogText("Any time")));
    return label;
  };

  Panel.prototype.switchAll = function (facet) {
    const act = this.act;
    const label = make("label", { "class": "sc-check ct-all" });
    const box = make("input", { type: "checkbox", id: "f-" + facet.key + "--all", "data-all": facet.key });
    box.checked = act.state().all.has(facet.key);
    box.addEventListener("change", function () { act.all(facet, box.checked); });
    label.append(box, make("span", {}, catalogText("Must have all of these")));
    return label;
  };

  /* Values that somebody has; the most frequent first, unless they have an order of their own. */
  Panel.prototype.values = function (facet) {
    const chosen = this.chosen(facet);
    const values = facet.values.filter(function (one) {
      return this.count(facet, one) || chosen.has(one.id) || facet.key === "verdict";
    }, this);
    if (!facet.rows || facet.single) { return values; }
    return values.sort(function (a, b) {
      return (a.none ? 1 : 0) - (b.none ? 1 : 0) ||
        this.count(facet, b) - this.count(facet, a) || (a.label < b.label ? -1 : 1);
    }.bind(this));
  };

  Panel.prototype.options = function (facet, values) {
    const chosen = this.chosen(facet);
    const group = make("fieldset");
    group.appendChild(make("legend", { "class": "sc-visually-hidden" }, facet.title));
    const all = this.opened[facet.key + "+"] || values.length <= FEW + 2;
    if (facet.single) { group.appendChild(this.anyTime(facet)); }
    values.forEach(function (value, at) {
      if (all || at < FEW || chosen.has(value.id)) { group.appendChild(this.option(facet, value)); }
    }, this);
    if (facet.many && (chosen.size > 1 || this.act.state().all.has(facet.key))) {
      group.appendChild(this.switchAll(facet));
    }
    if (!all) { group.appendChild(this.more(facet, values.length)); }
    return group;
  };

  Panel.prototype.more = function (facet, number) {
    const panel = this;
    const button = make("button", { type: "button", "class": "sc-button sc-button--quiet sc-button--small" },
      catalogText("All %(n)s", { n: number }));
    button.addEventListener("click", function () {
      panel.opened[facet.key + "+"] = true;
      const fresh = panel.options(facet, panel.values(facet));
      button.parentElement.replaceWith(fresh);
      focusOn(fresh.querySelectorAll("input")[FEW]);
    });
    return button;
  };

  /* What is folded is made once it is opened: most of it never is. */
  Panel.prototype.fold = function (facet) {
    const panel = this;
    const chosen = this.chosen(facet);
    const values = this.values(facet);
    if (!values.length) { return null; }
    const fold = make("details", { "class": "ct-side", "data-facet": facet.key });
    const summary = make("summary", {}, facet.title);
    if (chosen.size) {
      summary.append(" ");
      summary.appendChild(make("span", { "class": "sc-count" }, catalogText("%(n)s chosen", { n: chosen.size })));
    }
    fold.appendChild(summary);
    fold.open = facet.key in this.opened ? this.opened[facet.key] : facet.open || chosen.size > 0;
    if (fold.open) { fold.appendChild(this.options(facet, values)); }
    fold.addEventListener("toggle", function () {
      panel.opened[facet.key] = fold.open;
      if (fold.open && !fold.querySelector("fieldset")) { fold.appendChild(panel.options(facet, values)); }
    });
    return fold;
  };

  Panel.prototype.draw = function (counts) {
    this.counts = counts;
    const focused = document.activeElement && document.activeElement.id;
    const outer = this.place.querySelector(".ct-drawer");
    const drawer = make("details", { "class": "ct-drawer" });
    drawer.open = outer ? outer.open : window.matchMedia("(min-width: 60rem)").matches;
    const number = this.facets.list.reduce(function (sum, one) { return sum + this.chosen(one).size; }.bind(this), 0);
    drawer.appendChild(make("summary", { "class": "sc-button" },
      number ? catalogText("Filters (%(n)s)", { n: number }) : catalogText("Filters")));
    this.facets.list.forEach(function (facet) {
      const drawn = this.fold(facet);
      if (drawn) { drawer.appendChild(drawn); }
    }, this);
    drawer.appendChild(make("p", { "class": "sc-hint ct-how" },
      catalogText("Several ticks under one heading: any of them will do. Ticks under different headings: each must fit.")));
    const top = this.place.scrollTop;
    this.place.replaceChildren(drawer);
    this.place.scrollTop = top;
    this.drawChips();
    if (focused && document.activeElement === document.body) { focusOn(document.getElementById(focused)); }
  };

  Panel.prototype.chip = function (facet, id) {
    const panel = this;
    const chip = make("button", { type: "button", "class": "ct-chip" });
    if (facet.key !== "verdict") { chip.append(facet.title + ": "); }
    chip.appendChild(make("strong", {}, facet.values[facet.known.get(id)].label));
    chip.appendChild(make("span", { "class": "sc-visually-hidden" }, catalogText(", remove this filter")));
    chip.addEventListener("click", function () {
      panel.act.toggle(facet, id, false);
      focusOn(panel.chips.querySelector("button") || document.getElementById("q"));
    });
    return chip;
  };

  Panel.prototype.drawChips = function () {
    const act = this.act;
    const state = act.state();
    this.chips.textContent = "";
    this.facets.list.forEach(function (facet) {
      const ids = Array.from(this.chosen(facet));
      ids.forEach(function (id, at) {
        if (at && state.all.has(facet.key)) {
          this.chips.appendChild(make("span", { "class": "ct-and" }, catalogText("and")));
        }
        this.chips.appendChild(this.chip(facet, id));
      }, this);
    }, this);
    if (this.chips.firstChild) {
      const all = make("button", { type: "button", "class": "sc-button sc-button--quiet sc-button--small" },
        catalogText("Clear all"));
      all.addEventListener("click", act.clear);
      this.chips.appendChild(all);
    }
  };

  B.Panel = Panel;
})();
