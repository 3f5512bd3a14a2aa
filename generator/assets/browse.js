/* The catalog: search, filters and sorting over all suppliers. Its whole state is the address. */
(function () {
  "use strict";

  const STEP = 50;
  const FEW = 8;
  const SORTS = [["best", "Best match"], ["verdict", "OK to use first"], ["name", "Name"], ["changes", "Soonest change"]];
  const W = window.CatalogWords;
  const root = document.documentElement.dataset.root || "./";
  const main = document.querySelector('main[data-page="catalog"]');
  const form = main && main.querySelector("[data-search]");
  if (!form || !window.Finder) { return; }

  const field = form.querySelector("input");
  const sorting = form.querySelector("select");
  const places = {};
  ["filters", "rows", "count", "chips", "notes", "more", "pages", "nobody"].forEach(function (name) {
    places[name] = main.querySelector("[data-" + name + "]");
  });
  let model = null;
  let state = null;
  let shown = [];
  let visible = STEP;
  let facets = [];
  let everybody = null;
  let due = 0;
  const facetOf = {};
  const opened = {};

  function make(name, attributes, text) {
    const element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  function counted(number, word) {
    return number.toLocaleString("en") + " " + word + (number === 1 ? "" : "s");
  }

  /* ---- The address ------------------------------------------------------------------------ */

  function readAddress() {
    const query = new URLSearchParams(window.location.search);
    const found = { q: query.get("q") || "", sort: query.get("sort") || "", chosen: {} };
    facets.forEach(function (facet) {
      const values = query.getAll(facet.key).filter(function (value) { return facet.known.has(value); });
      if (values.length) { found.chosen[facet.key] = new Set(values); }
    });
    return found;
  }

  function address() {
    const query = new URLSearchParams();
    if (state.q.trim()) { query.set("q", state.q.trim()); }
    facets.forEach(function (facet) {
      (state.chosen[facet.key] || []).forEach(function (value) { query.append(facet.key, value); });
    });
    if (state.sort) { query.set("sort", state.sort); }
    if (window.catalogDay && window.catalogDay.chosen) { query.set("day", window.catalogDay.chosen); }
    const text = query.toString();
    return window.location.pathname + (text ? "?" + text : "");
  }

  /* Browsers take their time for it, so readers see the result first. */
  function remember(typing) {
    window.clearTimeout(due);
    due = window.setTimeout(function () {
      const target = address();
      if (target === window.location.pathname + window.location.search) { return; }
      try {
        window.history[typing ? "replaceState" : "pushState"](null, "", target);
      } catch (error) {
        // A page from a disk may not be allowed to. The filters work all the same.
      }
    }, 0);
  }

  /* ---- Facets ----------------------------------------------------------------------------- */

  function valueLists(text, count) {
    return text.split(";").slice(0, count).map(function (row) {
      return row ? row.split(",").map(function (one) { return parseInt(one, 36); }) : [];
    });
  }

  function prepare() {
    model.values = { category: new Array(model.count), place: new Array(model.count) };
    facets = model.data.facets.map(function (one) {
      const facet = { key: one.key, title: one.title, open: one.open, values: [] };
      if (one.key === "verdict") {
        facet.values = model.data.labels.map(function (pair) { return { id: pair[0], label: pair[1] }; });
      } else if (one.key === "category") {
        facet.values = tree();
      } else if (one.key === "place") {
        facet.values = wherever();
      } else {
        facet.rows = valueLists(one.rows, model.count);
        facet.values = one.values.map(function (pair) { return { id: pair[0], label: pair[1] }; });
      }
      facetOf[one.key] = facet;
      facet.known = new Map(facet.values.map(function (value, index) { return [value.id, index]; }));
      return facet;
    });
  }

  /* Categories with those beneath them right after them. */
  function tree() {
    const found = [];
    function walk(parent, depth) {
      model.categories.forEach(function (one) {
        const top = one.parent < 0 || !model.categories[one.parent];
        if (depth === 0 ? top : one.parent === parent) {
          found.push({ id: one.id, label: one.name, depth: depth, index: one.index });
          if (depth < 6) { walk(one.index, depth + 1); }
        }
      });
    }
    walk(-1, 0);
    return found;
  }

  function wherever() {
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

  /* ---- Filtering -------------------------------------------------------------------------- */

  function chosen(key) {
    return state.chosen[key] || null;
  }

  function categoryNumbers(values) {
    return new Set(Array.from(values, function (id) {
      return model.categories.findIndex(function (one) { return one.id === id; });
    }));
  }

  /* What was asked for, as numbers that rows can be held against. */
  function wishes() {
    const plain = facets.filter(function (one) { return one.rows; });
    return {
      categories: chosen("category") && categoryNumbers(chosen("category")),
      places: chosen("place"),
      verdicts: chosen("verdict"),
      plain: plain,
      values: plain.map(function (facet) {
        const values = chosen(facet.key);
        return values && new Set(Array.from(values, function (id) { return facet.known.get(id); }));
      }),
    };
  }

  /* The facets that a row fails, at most two: one that fails two counts nowhere. */
  function failures(row, wish) {
    const failed = [];
    for (let i = 0; i < wish.plain.length && failed.length < 2; i += 1) {
      const values = wish.values[i];
      if (values && !wish.plain[i].rows[row].some(function (one) { return values.has(one); })) {
        failed.push(wish.plain[i].key);
      }
    }
    return failed;
  }

  /* Which of a row's scopes are asked for: each wish may be left out to count its own values. */
  function scopesFor(row, wish, asked, without) {
    const found = [];
    model.scopesOf[row].forEach(function (scope, at) {
      const wanted = without === "category" ? null : wish.categories || asked;
      const right = (!wanted || model.isKind(scope.category, wanted)) &&
        (without === "place" || !wish.places || model.near(scope.place, wish.places));
      if (right) { found.push(at); }
    });
    return found;
  }

  /* A row counts for each category that it offers at the chosen places, and the other way round.
     Most rows are asked for nothing, so what they count for is kept. */
  function countScopes(counts, row, wish, asked, key) {
    const other = key === "category" ? wish.places : wish.categories || asked;
    if (!other && !wish.verdicts) {
      const kept = model.values[key];
      kept[row] = kept[row] || valuesOf(row, model.scopesOf[row], key);
      kept[row].forEach(function (one) { counts[key][one] += 1; });
      return;
    }
    const scopes = scopesFor(row, wish, asked, key).filter(function (at) {
      return !wish.verdicts || wish.verdicts.has(W.RANKS[model.rank(row, [at])]);
    });
    valuesOf(row, scopes.map(function (at) { return model.scopesOf[row][at]; }), key)
      .forEach(function (one) { counts[key][one] += 1; });
  }

  function valuesOf(row, scopes, key) {
    const seen = new Set();
    scopes.forEach(function (scope) {
      const code = model.places[scope.place].code;
      if (key === "category") {
        model.lineages[scope.category].forEach(function (one) {
          seen.add(facetOf.category.known.get(model.categories[one].id));
        });
      } else if (code) {
        seen.add(facetOf.place.known.get(code));
        seen.add(facetOf.place.known.get(code.slice(0, 2)));
      }
    });
    return Array.from(seen);
  }

  function countPlain(plain, tallies, row, only) {
    for (let i = 0; i < plain.length; i += 1) {
      if (!only || only === plain[i].key) {
        const values = plain[i].rows[row];
        for (let j = 0; j < values.length; j += 1) { tallies[i][values[j]] += 1; }
      }
    }
  }

  /* A row that fails no facet is shown. One that fails a single facet counts for its values. */
  function filter(hits) {
    const wish = wishes();
    const counts = {};
    facets.forEach(function (one) { counts[one.key] = new Int32Array(one.values.length); });
    const tallies = wish.plain.map(function (one) { return counts[one.key]; });
    const found = [];
    hits.forEach(function (hit) {
      const row = hit.row;
      const asked = hit.scopes ? hit.categories : null;
      const failed = failures(row, wish);
      if (failed.length > 1) { return; }
      const narrowed = Boolean(wish.categories || wish.places || asked);
      const scopes = narrowed ? scopesFor(row, wish, asked, "") : null;
      let rank = 3;
      if (scopes && !scopes.length) {
        failed.push(wish.categories && scopesFor(row, wish, asked, "category").length ? "category" : "place");
      } else {
        rank = model.rank(row, scopes);
        if (wish.verdicts && !wish.verdicts.has(W.RANKS[rank])) { failed.push("verdict"); }
      }
      if (failed.length > 1) { return; }
      const only = failed[0];
      if (!only) { found.push({ row: row, rank: rank, scopes: scopes, hit: hit }); }
      if (!only || only === "verdict") { counts.verdict[rank] += 1; }
      countPlain(wish.plain, tallies, row, only);
      if (!only || only === "category") { countScopes(counts, row, wish, asked, "category"); }
      if (!only || only === "place") { countScopes(counts, row, wish, asked, "place"); }
    });
    return { rows: found, counts: counts };
  }

  function sorted(rows) {
    const kind = state.sort || (state.q.trim() ? "best" : "verdict");
    function byName(a, b) { return model.order[a.row] - model.order[b.row]; }
    function soon(one) {
      const change = model.change(one.row, one.scopes);
      return change ? change.day : Infinity;
    }
    if (kind === "name") { return rows.sort(byName); }
    if (kind === "changes") {
      rows.forEach(function (one) { one.soon = soon(one); });
      return rows.sort(function (a, b) { return a.soon === b.soon ? byName(a, b) : a.soon - b.soon; });
    }
    if (kind === "verdict") {
      return rows.sort(function (a, b) {
        return a.rank - b.rank || a.hit.first - b.hit.first || byName(a, b);
      });
    }
    return rows.sort(function (a, b) {
      return a.hit.level - b.hit.level || a.rank - b.rank || b.hit.weight - a.hit.weight ||
        a.hit.first - b.hit.first || byName(a, b);
    });
  }

  function everyone() {
    everybody = everybody || model.names.map(function (_, row) {
      return { row: row, level: 0, weight: 0, first: model.first[row].length ? 0 : 1, scopes: null, categories: null };
    });
    return everybody;
  }

  /* ---- Drawing ---------------------------------------------------------------------------- */

  function page(row) {
    return root + "suppliers/" + model.id[row] + "/index.html";
  }

  function few(texts, limit) {
    const all = Array.from(new Set(texts));
    return all.length > limit ? all.slice(0, limit).join(" · ") + " and " + (all.length - limit) + " more" : all.join(" · ");
  }

  function drawRow(one) {
    const scopes = model.scopesOf[one.row].filter(function (_, at) { return !one.scopes || one.scopes.includes(at); });
    const verdict = W.RANKS[one.rank];
    const tr = make("tr", { "data-supplier": model.id[one.row], "data-verdict": verdict });
    const name = make("th", { scope: "row" });
    name.appendChild(make("a", { href: page(one.row) }, model.names[one.row]));
    if (model.first[one.row].length) {
      name.append(" ");
      name.appendChild(make("span", { "class": "sc-tag" }, "Preferred"));
    }
    if (model.aka[one.row] && state.q) {
      name.appendChild(make("span", { "class": "ct-aka" }, model.aka[one.row].split("|").join(", ")));
    }
    const may = make("td");
    may.appendChild(make("span", { "class": "sc-verdict", "data-verdict": verdict }, W.LABELS[verdict]));
    const change = model.change(one.row, one.scopes);
    if (change) {
      const day = Math.round(model.date(change.day) / 86400000);
      may.append(" ");
      may.appendChild(make("span", { "class": "sc-until" }, W.untilWords(verdict, { day: day, verdict: W.RANKS[change.rank] })));
    }
    const why = one.rank && one.rank === model.rank(one.row, null) ? model.because(one.row) : "";
    if (why) { may.appendChild(make("p", { "class": "ct-why" }, why)); }
    const what = make("td");
    const ids = Array.from(new Set(scopes.map(function (scope) { return scope.category; })));
    ids.slice(0, 3).forEach(function (id, at) {
      if (at) { what.append(", "); }
      what.appendChild(make("a", { href: root + "categories/" + model.categories[id].id + "/index.html" }, model.categories[id].name));
    });
    if (ids.length > 3) { what.append(" and " + (ids.length - 3) + " more"); }
    const where = make("td", {}, few(scopes.map(function (scope) { return model.places[scope.place].short; }), 3));
    tr.append(name, may, what, where);
    return tr;
  }

  function drawRows(from) {
    const body = places.rows;
    if (!from) { body.textContent = ""; }
    const piece = document.createDocumentFragment();
    shown.slice(from, visible).forEach(function (one) { piece.appendChild(drawRow(one)); });
    body.appendChild(piece);
    places.more.textContent = "";
    if (shown.length > visible) {
      const button = make("button", { type: "button", "class": "sc-button" },
        "Show " + Math.min(STEP, shown.length - visible) + " more of " + (shown.length - visible).toLocaleString("en"));
      button.addEventListener("click", function () {
        const at = visible;
        visible += STEP;
        drawRows(at);
        const next = places.rows.children[at];
        if (next) { next.querySelector("a").focus(); }
      });
      places.more.appendChild(button);
    }
  }

  function drawEmpty() {
    const table = places.rows.closest("table");
    const old = main.querySelector(".ct-nobody");
    if (old) { old.remove(); }
    table.hidden = !shown.length;
    if (shown.length) { return; }
    const box = make("div", { "class": "ct-nobody" });
    box.appendChild(places.nobody.content.cloneNode(true));
    const filters = facets.some(function (one) { return chosen(one.key); });
    box.querySelector("[data-advice]").textContent = state.q && filters
      ? "Nothing matches “" + state.q + "” with these filters. Take one away, or use another word."
      : state.q ? "Nothing matches “" + state.q + "”. Try a plainer word, such as what it is for."
      : "These filters leave nobody. Take one away.";
    box.querySelector("[data-clear]").addEventListener("click", clear);
    table.after(box);
  }

  function drawChips() {
    places.chips.textContent = "";
    let any = 0;
    facets.forEach(function (facet) {
      (chosen(facet.key) || []).forEach(function (id) {
        const label = facet.values[facet.known.get(id)].label;
        const chip = make("button", { type: "button", "class": "ct-chip" });
        if (facet.key !== "verdict") { chip.append(facet.title + ": "); }
        chip.appendChild(make("strong", {}, label));
        chip.appendChild(make("span", { "class": "sc-visually-hidden" }, ", remove this filter"));
        chip.addEventListener("click", function () { toggle(facet, id, false); focusOn(places.chips.querySelector("button") || field); });
        places.chips.appendChild(chip);
        any += 1;
      });
    });
    if (any) {
      const all = make("button", { type: "button", "class": "sc-button sc-button--quiet sc-button--small" }, "Clear all");
      all.addEventListener("click", clear);
      places.chips.appendChild(all);
    }
  }

  function focusOn(element) {
    if (element) { element.focus(); }
  }

  function drawNotes() {
    places.notes.textContent = "";
    const notes = [];
    if (chosen("category") || chosen("place")) {
      notes.push("Verdicts here are for the category and place you chose.");
    }
    const found = state.q.trim() ? model.pagesFor(state.q, 5) : [];
    if (notes.length) { places.notes.appendChild(make("p", { "class": "sc-hint" }, notes[0])); }
    if (found.length) {
      const line = make("p", { "class": "ct-also" }, "Also: ");
      found.forEach(function (one, at) {
        if (at) { line.append(" · "); }
        line.appendChild(make("a", { href: root + one.path }, one.title));
        line.append(" ");
        line.appendChild(make("span", { "class": "sc-muted" }, one.kind.toLowerCase()));
      });
      places.notes.appendChild(line);
    }
  }

  function drawCount() {
    const fine = shown.filter(function (one) { return one.rank < 2; }).length;
    const text = shown.length ? counted(shown.length, "supplier") + ", " + fine.toLocaleString("en") + " OK" : "No supplier fits";
    if (places.count.textContent !== text) { places.count.textContent = text; }
  }

  function option(facet, value, count) {
    const id = "f-" + facet.key + "-" + value.id.replace(/[^A-Za-z0-9]+/g, "_");
    const label = make("label", { "class": "sc-check" + (value.depth ? " ct-inner" : "") });
    const box = make("input", { type: "checkbox", id: id, name: facet.key, value: value.id });
    box.checked = Boolean(chosen(facet.key) && chosen(facet.key).has(value.id));
    box.addEventListener("change", function () { toggle(facet, value.id, box.checked); });
    const text = make("span");
    if (facet.key === "verdict") {
      text.appendChild(make("span", { "class": "sc-verdict", "data-verdict": value.id }, value.label));
    } else {
      text.textContent = value.label;
    }
    label.append(box, text, make("span", { "class": "sc-count" }, (count || 0).toLocaleString("en")));
    return label;
  }

  function drawFacet(facet, counts) {
    function countOf(value) { return counts[facet.known.get(value.id)]; }
    const values = facet.values.filter(function (one) {
      return countOf(one) || (chosen(facet.key) && chosen(facet.key).has(one.id)) || facet.key === "verdict";
    });
    if (!values.length) { return null; }
    const fold = make("details", { "class": "ct-side" });
    fold.open = facet.key in opened ? opened[facet.key] : facet.open || Boolean(chosen(facet.key));
    fold.addEventListener("toggle", function () { opened[facet.key] = fold.open; });
    const summary = make("summary", {}, facet.title);
    if (chosen(facet.key)) { summary.appendChild(make("span", { "class": "sc-count" }, " " + chosen(facet.key).size + " chosen")); }
    const group = make("fieldset");
    group.appendChild(make("legend", { "class": "sc-visually-hidden" }, facet.title));
    const ordered = facet.rows
      ? values.slice().sort(function (a, b) { return countOf(b) - countOf(a) || (a.label < b.label ? -1 : 1); })
      : values;
    const all = opened[facet.key + "+"] || ordered.length <= FEW + 2;
    ordered.forEach(function (value, at) {
      const ticked = chosen(facet.key) && chosen(facet.key).has(value.id);
      if (all || at < FEW || ticked) { group.appendChild(option(facet, value, countOf(value))); }
    });
    fold.append(summary, group);
    if (!all) {
      const more = make("button", { type: "button", "class": "sc-button sc-button--quiet sc-button--small" }, "All " + ordered.length);
      more.addEventListener("click", function () {
        opened[facet.key + "+"] = true;
        const fresh = drawFacet(facet, counts);
        fold.replaceWith(fresh);
        focusOn(fresh.querySelectorAll("input")[FEW]);
      });
      fold.appendChild(more);
    }
    return fold;
  }

  function drawFilters(counts) {
    const focused = document.activeElement && document.activeElement.id;
    const outer = places.filters.querySelector(".ct-drawer");
    const drawer = make("details", { "class": "ct-drawer" });
    drawer.open = outer ? outer.open : window.matchMedia("(min-width: 60rem)").matches;
    const number = facets.reduce(function (sum, one) { return sum + (chosen(one.key) ? chosen(one.key).size : 0); }, 0);
    drawer.appendChild(make("summary", { "class": "sc-button" }, "Filters" + (number ? " (" + number + ")" : "")));
    facets.forEach(function (facet) {
      const drawn = drawFacet(facet, counts[facet.key]);
      if (drawn) { drawer.appendChild(drawn); }
    });
    places.filters.textContent = "";
    places.filters.appendChild(drawer);
    if (focused) { focusOn(document.getElementById(focused)); }
  }

  function draw(typing) {
    const hits = model.search(state.q) || everyone();
    const result = filter(hits);
    shown = sorted(result.rows);
    visible = STEP;
    drawCount();
    drawRows(0);
    drawEmpty();
    drawChips();
    drawNotes();
    drawFilters(result.counts);
    sorting.value = state.sort || (state.q.trim() ? "best" : "verdict");
    if (typing !== null) { remember(typing); }
  }

  /* ---- What readers do -------------------------------------------------------------------- */

  function toggle(facet, id, on) {
    const values = new Set(state.chosen[facet.key] || []);
    if (on) { values.add(id); } else { values.delete(id); }
    if (values.size) { state.chosen[facet.key] = values; } else { delete state.chosen[facet.key]; }
    draw(false);
  }

  function clear() {
    state = { q: "", sort: state.sort === "best" ? "" : state.sort, chosen: {} };
    field.value = "";
    draw(false);
    field.focus();
  }

  function withNumbers(text) {
    if (/\d{3}/.test(text.replace(/[^A-Za-z0-9]/g, "")) && !model.numbers) {
      window.Finder.loadNumbers(model).then(function () { draw(true); }, function () {});
    }
  }

  function start(found) {
    model = found;
    prepare();
    state = readAddress();
    field.value = state.q;
    SORTS.forEach(function (pair) { sorting.appendChild(make("option", { value: pair[0] }, pair[1])); });
    form.querySelector("[data-sort]").hidden = false;
    if (places.pages) { places.pages.hidden = true; }
    let wait = 0;
    field.addEventListener("input", function () {
      window.clearTimeout(wait);
      wait = window.setTimeout(function () {
        state.q = field.value;
        draw(true);
        withNumbers(state.q);
      }, 60);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      window.clearTimeout(wait);
      state.q = field.value;
      draw(false);
      withNumbers(state.q);
    });
    sorting.addEventListener("change", function () {
      state.sort = sorting.value;
      draw(false);
    });
    document.addEventListener("catalogday", function () { draw(null); });
    window.addEventListener("popstate", function () {
      window.clearTimeout(due);
      state = readAddress();
      field.value = state.q;
      draw(null);
    });
    draw(null);
    withNumbers(state.q);
    main.dataset.ready = "";
  }

  if (places.rows) {
    window.Finder.load().then(start, function (error) {
      places.count.textContent = error.message + " The list below is complete, without search.";
    });
  }
})();
