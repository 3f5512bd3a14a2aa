/* The filters of the catalog: which suppliers fit, and how many each further choice would leave.
   Values of one filter widen (any of them), filters narrow (each must fit); a filter whose
   suppliers have several values can be switched to “all of these”. It draws nothing. */
(function () {
  "use strict";

  const RANKS = window.CatalogWords.RANKS;
  const NEVER = 1000000;
  const NOTHING = { categories: null, places: null };

  function lists(text, count) {
    const rows = text.split(";");
    const found = new Array(count);
    for (let i = 0; i < count; i += 1) {
      found[i] = rows[i] ? rows[i].split(",").map(function (one) { return parseInt(one, 36); }) : [];
    }
    return found;
  }

  function Facets(model) {
    this.model = model;
    this.kept = { category: new Array(model.count), place: new Array(model.count) };
    this.of = {};
    this.list = model.data.facets.map(function (one) { return this.facet(one); }, this);
    this.plain = this.list.filter(function (one) { return one.rows; });
    this.readSpend();
  }

  /* ---- What can be chosen ----------------------------------------------------------------- */

  Facets.prototype.facet = function (one) {
    const found = { key: one.key, title: one.title, open: one.open, many: false, single: false };
    if (one.key === "verdict") {
      found.values = RANKS.map(function (id) { return { id: id, label: window.CatalogWords.LABELS[id] }; });
    } else if (one.key === "category") {
      found.values = categoryTree(this.model);
      found.many = true;
    } else if (one.key === "place") {
      found.values = allPlaces(this.model);
      found.many = true;
    } else if (one.within) {
      this.within(found, one);
    } else {
      this.recorded(found, one);
    }
    found.known = new Map(found.values.map(function (value, at) { return [value.id, at]; }));
    this.of[one.key] = found;
    return found;
  };

  /* A field as recorded. Who has nothing there can be asked for, too. */
  Facets.prototype.recorded = function (found, one) {
    found.rows = lists(one.rows, this.model.count);
    found.values = one.values.map(function (pair) { return { id: pair[0], label: pair[1] }; });
    found.many = found.rows.some(function (values) { return values.length > 1; });
    const none = [found.values.length];
    if (found.rows.some(function (values) { return !values.length; })) {
      found.values.push({ id: "", label: catalogText("None on record"), none: true });
      found.rows = found.rows.map(function (values) { return values.length ? values : none; });
    }
  };

  /* Days ahead: within 30 days is within 60 as well. One choice says it all. */
  Facets.prototype.within = function (found, one) {
    found.single = true;
    found.most = one.within;
    found.days = lists(one.rows, this.model.count);
    found.values = one.within.map(function (days) {
      return { id: String(days), label: catalogText("%(days)s days", { days: days }) };
    });
    this.count(found);
  };

  Facets.prototype.count = function (facet) {
    const today = this.model.day;
    facet.rows = facet.days.map(function (days) {
      const next = days.find(function (day) { return day >= today; });
      const values = [];
      facet.most.forEach(function (most, at) {
        if (next !== undefined && next - today <= most) { values.push(at); }
      });
      return values;
    });
  };

  /* The model is of another day. */
  Facets.prototype.look = function () {
    this.plain.forEach(function (facet) { if (facet.days) { this.count(facet); } }, this);
  };

  /* The next of its days on or after the reader's, counted from the build's; or null. */
  Facets.prototype.next = function (key, row) {
    const today = this.model.day;
    const days = this.of[key] && this.of[key].days[row];
    const found = days && days.find(function (day) { return day >= today; });
    return found === undefined ? null : found;
  };

  Facets.prototype.readSpend = function () {
    const values = this.model.data.spend || [];
    const rows = (this.model.data.rows.spend || "").split(";");
    this.spend = values.length ? rows.map(function (one) { return one ? values[parseInt(one, 36)] : null; }) : null;
    const amounts = Array.from(new Set(values.map(function (one) { return one[2]; })));
    const places = new Map(amounts.sort(function (a, b) { return b - a; }).map(function (one, at) { return [one, at]; }));
    this.spendPlace = (this.spend || []).map(function (one) { return one ? places.get(one[2]) : NEVER; });
  };

  /* Categories with those beneath them right after them. */
  function categoryTree(model) {
    const found = [];
    function walk(parent, depth) {
      model.categories.forEach(function (one) {
        const top = one.parent < 0 || !model.categories[one.parent];
        if (depth === 0 ? top : one.parent === parent) {
          found.push({ id: one.id, label: one.name, depth: depth });
          if (depth < 6) { walk(one.index, depth + 1); }
        }
      });
    }
    walk(-1, 0);
    return found;
  }

  function allPlaces(model) {
    const found = new Map();
    model.places.forEach(function (place) {
      if (!place.code) { return; }
      found.set(place.code, place.name);
      const country = place.code.slice(0, 2);
      if (!found.has(country)) { found.set(country, place.name.split(", ").pop()); }
    });
    const values = Array.from(found).map(function (pair) {
      const inner = pair[0].length > 2;
      return { id: pair[0], label: inner ? pair[1].split(", ")[0] : pair[1], depth: inner ? 1 : 0 };
    });
    const country = new Map(values.map(function (one) { return [one.id, one.label]; }));
    return values.sort(function (a, b) {
      const left = country.get(a.id.slice(0, 2)) + (a.depth ? "~" + a.label : "");
      const right = country.get(b.id.slice(0, 2)) + (b.depth ? "~" + b.label : "");
      return left < right ? -1 : 1;
    });
  }

  /* ---- Who fits --------------------------------------------------------------------------- */

  /* What was asked for, as numbers that rows can be held against. */
  Facets.prototype.wishes = function (state) {
    const model = this.model;
    const category = state.chosen.category;
    return {
      categories: category ? new Set(Array.from(category, function (id) {
        return model.categories.findIndex(function (one) { return one.id === id; });
      })) : null,
      places: state.chosen.place || null,
      verdicts: state.chosen.verdict || null,
      all: state.all,
      plain: this.plain.filter(function (facet) { return state.chosen[facet.key]; }).map(function (facet) {
        const values = Array.from(state.chosen[facet.key], function (id) { return facet.known.get(id); });
        return { key: facet.key, rows: facet.rows, values: values, all: state.all.has(facet.key) };
      }),
    };
  };

  function fits(values, wanted, all) {
    function has(one) { return values.includes(one); }
    return all ? wanted.every(has) : wanted.some(has);
  }

  const SEVERAL = "+";

  /* The plain filter that a row fails; '' for none, and one word for more than one. */
  function failure(row, wish) {
    let only = "";
    for (let i = 0; i < wish.plain.length; i += 1) {
      const one = wish.plain[i];
      if (!fits(one.rows[row], one.values, one.all)) {
        if (only) { return SEVERAL; }
        only = one.key;
      }
    }
    return only;
  }

  /* Which of a row's scopes are asked for; `without` leaves one wish out, to count its values. */
  Facets.prototype.scopesFor = function (row, wish, asked, without) {
    const model = this.model;
    const wanted = without === "category" ? null : wish.categories || asked.categories;
    const where = without === "place" ? null : wish.places || asked.places;
    const found = [];
    const scopes = model.scopesOf[row];
    for (let at = 0; at < scopes.length; at += 1) {
      if ((!wanted || model.isKind(scopes[at].category, wanted)) &&
          (!where || model.near(scopes[at].place, where))) {
        found.push(at);
      }
    }
    return found;
  };

  /* With “all of these”, each wanted category, or place, has to be among the scopes. */
  Facets.prototype.missing = function (row, wish, scopes) {
    const model = this.model;
    const mine = scopes.map(function (at) { return model.scopesOf[row][at]; });
    if (wish.categories && wish.all.has("category") && !Array.from(wish.categories).every(function (one) {
      return mine.some(function (scope) { return model.lineages[scope.category].includes(one); });
    })) {
      return "category";
    }
    if (wish.places && wish.all.has("place") && !Array.from(wish.places).every(function (one) {
      return mine.some(function (scope) { return model.near(scope.place, [one]); });
    })) {
      return "place";
    }
    return "";
  };

  Facets.prototype.valuesOf = function (row, scopes, key) {
    const known = this.of[key].known;
    const seen = new Set();
    scopes.forEach(function (scope) {
      const code = this.model.places[scope.place].code;
      if (key === "category") {
        this.model.lineages[scope.category].forEach(function (one) {
          seen.add(known.get(this.model.categories[one].id));
        }, this);
      } else if (code) {
        seen.add(known.get(code));
        seen.add(known.get(code.slice(0, 2)));
      }
    }, this);
    return Array.from(seen);
  };

  /* A row counts for each category that it offers at the chosen places, and the other way round.
     Most rows are asked for nothing, so what they count for is kept. */
  Facets.prototype.countScopes = function (counts, row, wish, asked, key) {
    const other = key === "category" ? wish.places || asked.places : wish.categories || asked.categories;
    const all = this.model.scopesOf[row];
    let values = null;
    if (!other && (!wish.verdicts || this.model.now[row].length === 1)) {
      values = this.kept[key][row] = this.kept[key][row] || this.valuesOf(row, all, key);
    } else {
      const scopes = this.scopesFor(row, wish, asked, key).filter(function (at) {
        return !wish.verdicts || wish.verdicts.has(RANKS[this.model.rank(row, [at])]);
      }, this);
      values = this.valuesOf(row, scopes.map(function (at) { return all[at]; }), key);
    }
    for (let i = 0; i < values.length; i += 1) { counts[key][values[i]] += 1; }
  };

  Facets.prototype.countPlain = function (tallies, row, only) {
    for (let i = 0; i < this.plain.length; i += 1) {
      if (!only || only === this.plain[i].key) {
        const values = this.plain[i].rows[row];
        const tally = tallies[i];
        for (let j = 0; j < values.length; j += 1) { tally[values[j]] += 1; }
      }
    }
  };

  /* What one hit is: {rank, scopes, only}, where `only` is the single filter that it fails, or ''.
     Null when it fails more. */
  Facets.prototype.judge = function (row, wish, asked) {
    const plain = failure(row, wish);
    if (plain === SEVERAL) { return null; }
    const narrowed = wish.categories || wish.places || asked.categories || asked.places;
    const scopes = narrowed ? this.scopesFor(row, wish, asked, "") : null;
    let rank = NEVER;
    let lacks = "";
    let verdict = "";
    if (scopes && !scopes.length) {
      lacks = wish.categories && this.scopesFor(row, wish, asked, "category").length ? "category" : "place";
    } else {
      lacks = scopes && wish.all.size ? this.missing(row, wish, scopes) : "";
      rank = this.model.rank(row, scopes);
      verdict = wish.verdicts && !wish.verdicts.has(RANKS[rank]) ? "verdict" : "";
    }
    const only = plain || lacks || verdict;
    const failed = (plain ? 1 : 0) + (lacks ? 1 : 0) + (verdict ? 1 : 0);
    return failed > 1 ? null : { rank: rank, scopes: scopes, only: only };
  };

  /* {rows, counts}. A row that fails no filter is shown. One that fails a single filter counts
     for its values, unless all of that filter's values have to fit. */
  Facets.prototype.filter = function (state, hits) {
    const wish = this.wishes(state);
    const counts = {};
    this.list.forEach(function (one) { counts[one.key] = new Int32Array(one.values.length); });
    const tallies = this.plain.map(function (one) { return counts[one.key]; });
    const found = [];
    hits.forEach(function (hit) {
      // The words of a search may name a category, and a place: “cleaning in Oregon”.
      const asked = hit.scopes ? hit : NOTHING;
      const one = this.judge(hit.row, wish, asked);
      if (!one || (one.only && wish.all.has(one.only))) { return; }
      if (!one.only) { found.push({ row: hit.row, rank: one.rank, scopes: one.scopes, hit: hit }); }
      if (one.rank < NEVER && (!one.only || one.only === "verdict")) { counts.verdict[one.rank] += 1; }
      this.countPlain(tallies, hit.row, one.only);
      if (!one.only || one.only === "category") { this.countScopes(counts, hit.row, wish, asked, "category"); }
      if (!one.only || one.only === "place") { this.countScopes(counts, hit.row, wish, asked, "place"); }
    }, this);
    return { rows: found, counts: counts };
  };

  /* ---- In what order ---------------------------------------------------------------------- */

  Facets.prototype.sorts = function () {
    const found = [
      ["best", catalogText("Best match")],
      ["verdict", catalogText("OK to use first")],
      ["name", catalogText("Name")],
      ["changes", catalogText("Soonest change")],
    ];
    if (this.of.ends) { found.push(["ends", catalogText("Contract ends soonest")]); }
    if (this.spend) { found.push(["spend", catalogText("Most spend")]); }
    return found;
  };

  /* What one row is sorted by, the smallest first. */
  Facets.prototype.measure = function (kind, one) {
    if (kind === "changes") {
      const change = this.model.change(one.row, one.scopes);
      return change ? change.day : NEVER;
    }
    if (kind === "ends") {
      const day = this.next("ends", one.row);
      return day === null ? NEVER : day;
    }
    if (kind === "spend") { return this.spendPlace[one.row]; }
    return kind === "verdict" ? one.rank * 2 + one.hit.first : 0;
  };

  /* Numbers are sorted faster than rows are compared: each row's measure and its place in the
     alphabet are one number, which is its own. */
  Facets.prototype.sorted = function (rows, kind) {
    const order = this.model.order;
    if (kind === "best") {
      return rows.slice().sort(function (a, b) {
        return a.hit.level - b.hit.level || a.rank - b.rank || b.hit.weight - a.hit.weight ||
          a.hit.first - b.hit.first || order[a.row] - order[b.row];
      });
    }
    const size = this.model.count;
    const found = new Array(size);
    const keys = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i += 1) {
      found[order[rows[i].row]] = rows[i];
      keys[i] = this.measure(kind, rows[i]) * size + order[rows[i].row];
    }
    return Array.from(keys.sort(), function (key) { return found[key % size]; });
  };

  /* Every supplier, as hits of no search. */
  Facets.prototype.everyone = function () {
    const first = this.model.first;
    this.everybody = this.everybody || this.model.names.map(function (_, row) {
      return { row: row, level: 0, weight: 0, first: first[row].length ? 0 : 1, scopes: null, categories: null };
    });
    return this.everybody;
  };

  window.Facets = Facets;
})();
