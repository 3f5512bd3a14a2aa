/* One supplier as a row of the table or as a card. It sets text, never markup. */
(function () {
  "use strict";

  const W = window.CatalogWords;
  const B = window.Browse = window.Browse || {};
  const SHOWN = 3;
  const DAY = 86400000;

  B.root = document.documentElement.dataset.root || "./";

  B.make = window.catalogMake;

  const make = B.make;

  B.supplierPage = function (id) { return B.root + "suppliers/" + id + "/index.html"; };

  B.number = function (value) { return value.toLocaleString("en"); };

  function Rows(model, facets) {
    this.model = model;
    this.facets = facets;
  }

  /* The scopes that were asked for, or all. */
  Rows.prototype.scopes = function (one) {
    const all = this.model.scopesOf[one.row];
    return one.scopes ? one.scopes.map(function (at) { return all[at]; }) : all;
  };

  function unique(texts) { return Array.from(new Set(texts)); }

  Rows.prototype.places = function (one) {
    const model = this.model;
    const all = unique(this.scopes(one).map(function (scope) { return model.places[scope.place].short; }));
    const shown = all.slice(0, SHOWN).join(" · ");
    return all.length > SHOWN
      ? catalogText("%(places)s and %(n)s more", { places: shown, n: all.length - SHOWN })
      : shown;
  };

  Rows.prototype.categories = function (element, one) {
    const model = this.model;
    const ids = unique(this.scopes(one).map(function (scope) { return scope.category; }));
    ids.slice(0, SHOWN).forEach(function (id, at) {
      if (at) { element.append(", "); }
      const href = B.root + "categories/" + model.categories[id].id + "/index.html";
      element.appendChild(make("a", { href: href }, model.categories[id].name));
    });
    if (ids.length > SHOWN) { element.append(" " + catalogText("and %(n)s more", { n: ids.length - SHOWN })); }
    return element;
  };

  Rows.prototype.verdict = function (element, one) {
    const model = this.model;
    const verdict = W.RANKS[one.rank];
    element.appendChild(make("span", { "class": "sc-verdict", "data-verdict": verdict }, W.LABELS[verdict]));
    const change = model.change(one.row, one.scopes);
    const day = change && Math.round(model.date(change.day) / DAY);
    const words = change ? W.untilWords(verdict, { day: day, verdict: W.RANKS[change.rank] }) : "";
    if (words) {
      element.append(" ");
      element.appendChild(make("span", { "class": "sc-until" }, words));
    }
    const why = one.rank && one.rank === model.rank(one.row, null) ? model.because(one.row) : "";
    if (why) { element.appendChild(make("p", { "class": "ct-why" }, why)); }
    return element;
  };

  Rows.prototype.name = function (element, one) {
    const model = this.model;
    element.appendChild(make("a", { href: B.supplierPage(model.id[one.row]) }, model.names[one.row]));
    if (model.first[one.row].length) {
      element.append(" ");
      element.appendChild(make("span", { "class": "sc-tag" }, catalogText("Preferred")));
    }
    return element;
  };

  /* What the list is sorted or filtered by is said in each row. */
  Rows.prototype.facts = function (element, one, state) {
    const words = {
      ends: catalogText("Contract ends"),
      notice: catalogText("Notice due"),
      papers: catalogText("Papers run out"),
    };
    Object.keys(words).forEach(function (key) {
      if (state.sort !== key && !state.chosen[key]) { return; }
      const day = this.facets.next(key, one.row);
      if (day === null) { return; }
      const number = Math.round(this.model.date(day) / DAY);
      element.appendChild(make("span", { "class": "ct-fact" },
        words[key] + " " + W.words(number) + " (" + W.relative(number - W.today) + ")"));
    }, this);
    const spent = state.sort === "spend" && this.facets.spend && this.facets.spend[one.row];
    if (spent) {
      element.appendChild(make("span", { "class": "ct-fact" },
        catalogText("%(money)s a year, estimated", { money: B.money(spent) })));
    }
    if (state.q && this.model.aka[one.row]) {
      element.appendChild(make("span", { "class": "ct-aka" }, this.model.aka[one.row].split("|").join(", ")));
    }
    return element;
  };

  /* Scripts that few readers need come when they are first asked for. */

  B.script = function (name) {
    return window.catalogScript(B.root + "assets/" + name);
  };

  B.download = function (format, found, said) {
    said.textContent = catalogText("Making the file …");
    Promise.all(["sheet.js", "download.js"].map(B.script)).then(function () {
      return B.saveTable(format, found);
    }).then(function (name) {
      said.textContent = catalogText("Saved as %(name)s.", { name: name });
    }, function () {
      said.textContent = catalogText("The file could not be made. Try again.");
    });
  };

  B.money = function (spent) {
    const amount = spent[0].replace(/\.00$/, "").replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    return spent[1] + " " + amount;
  };

  /* The tick that puts a supplier beside others. */
  Rows.prototype.pick = function (one, state, more) {
    const id = this.model.id[one.row];
    const label = make("label", { "class": "ct-pick" });
    const box = make("input", { type: "checkbox", "data-pick": id });
    box.checked = state.picks.includes(id);
    box.disabled = !box.checked && state.picks.length >= B.MOST;
    const words = make("span", { "class": more ? "" : "sc-visually-hidden" }, catalogText("Compare"));
    words.appendChild(make("span", { "class": "sc-visually-hidden" }, " " + this.model.names[one.row]));
    label.append(box, words);
    return label;
  };

  Rows.prototype.row = function (one, state) {
    const tr = make("tr", { "data-supplier": this.model.id[one.row], "data-verdict": W.RANKS[one.rank] });
    const pick = make("td", { "class": "ct-picks" });
    pick.appendChild(this.pick(one, state, false));
    const name = this.facts(this.name(make("th", { scope: "row" }), one), one, state);
    tr.append(pick, name, this.verdict(make("td"), one), this.categories(make("td"), one),
      make("td", {}, this.places(one)));
    return tr;
  };

  Rows.prototype.labels = function (key, row) {
    const facet = this.facets.of[key];
    return !facet ? [] : facet.rows[row].map(function (at) { return facet.values[at]; })
      .filter(function (value) { return !value.none; }).map(function (value) { return value.label; });
  };

  Rows.prototype.card = function (one, state) {
    const id = this.model.id[one.row];
    const li = make("li", { "class": "sc-card ct-card", "data-supplier": id, "data-verdict": W.RANKS[one.rank] });
    li.appendChild(this.name(make("h3", { "class": "sc-card__title" }), one));
    const facts = this.facts(make("div"), one, state);
    if (facts.firstChild) { li.appendChild(facts); }
    li.appendChild(this.verdict(make("div", { "class": "ct-card__verdict" }), one));
    li.appendChild(this.categories(make("p", { "class": "ct-card__what" }), one));
    li.appendChild(make("p", { "class": "sc-muted" }, this.places(one)));
    const tags = ["band", "certification", "diversity", "tag"].flatMap(function (key) {
      return this.labels(key, one.row);
    }, this);
    const line = make("p", { "class": "ct-card__tags" });
    unique(tags).slice(0, 6).forEach(function (text) {
      line.appendChild(make("span", { "class": "sc-tag" }, text));
      line.append(" ");
    });
    if (tags.length) { li.appendChild(line); }
    li.appendChild(this.pick(one, state, true));
    return li;
  };

  B.Rows = Rows;
})();
