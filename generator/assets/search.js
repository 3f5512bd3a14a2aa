/* One search over everything: suppliers, categories, the handbook, checks and the documentation.
   It knows no page. Finder.loadAll() gives window.Search.over(model):

   find(text, limit) → {results, suppliers, usable, place, elsewhere, nowhere, partly}. A result is a supplier or a
   page, as plain texts: {kind, title, path, label, about, why, verdict, until, preferred, sure}. */
(function () {
  "use strict";

  const M = window.CatalogMatch;
  const W = window.CatalogWords;
  const t = window.catalogText || function (message) { return message; };
  const TITLE = 3;
  const KEY = 3;
  const UNDER = 2;
  const TEXT = 1;
  const UNKNOWN = 1.5; // A word that nothing has takes little from the others.
  const SHORT = 60; // Words of a text that is not long: a longer one holds a bit of everything.
  const FIRST_SUPPLIERS = 3;
  const FIRST_PAGES = 2;
  const SAME_PAGE = 2;
  const WORTH = { category: 1.1, policy: 1.05, clause: 1, check: 0.97, docs: 0.95, page: 0.95, requirement: 0.7 };

  /* ---- Pages ------------------------------------------------------------------------------ */

  /* Rows of kind, title, path, keys, words; written by generator/pages/_search_data.py. */
  function Pages(rows) {
    this.rows = rows;
    this.index = null;
  }

  function bare(text) {
    return M.tokens(text).join("");
  }

  Pages.prototype.build = function () {
    const vocabulary = new M.Vocabulary();
    this.ids = new Map();
    this.sizes = [];
    this.rows.forEach(function (row, number) {
      const title = M.tokens(row[1]);
      const meant = title.filter(function (word) { return !M.IDLE.has(word); });
      this.sizes.push(Math.max(1, meant.length));
      title.forEach(function (word) { vocabulary.add(word, number, TITLE, 0); });
      const under = row[0] === "docs";
      M.tokens(row[3]).forEach(function (word) { vocabulary.add(word, number, under ? UNDER : KEY, 0); });
      const words = row[4] ? row[4].split(" ") : [];
      const worth = TEXT * Math.min(1, Math.sqrt(SHORT / (words.length || 1)));
      words.forEach(function (word) { vocabulary.add(word, number, worth, 0); });
      if (!under && row[0] !== "category") { this.named(row, number); }
    }, this);
    this.index = vocabulary.finish();
  };

  /* Ids and names, as they are written and without their strokes. */
  Pages.prototype.named = function (row, number) {
    [row[3]].concat(row[3].split(" ")).forEach(function (key) {
      if (bare(key).length > 2) { this.ids.set(bare(key), (this.ids.get(bare(key)) || []).concat(number)); }
    }, this);
  };

  /* The best that a typed word says of each page: {page: [field × trust, trust]}. */
  Pages.prototype.hits = function (typed) {
    let candidates = this.index.candidates(typed, 1);
    if (!candidates.length) { candidates = this.index.candidates(typed, 3); }
    const found = new Map();
    candidates.forEach(function (one) {
      const posts = one.entry.posts;
      for (let i = 0; i < posts.length; i += 3) {
        const value = posts[i + 1] * one.trust;
        const known = found.get(posts[i]);
        if (!known || value > known.value) {
          found.set(posts[i], { value: value, title: posts[i + 1] >= UNDER, exact: one.trust >= 0.85, sure: one.trust > 0.7 });
        }
      }
    });
    return found;
  };

  function scores(pages, words) {
    const found = new Map();
    let total = 0;
    words.forEach(function (typed) {
      const mine = pages.hits(typed);
      const rare = Math.log(1 + pages.rows.length / (1 + mine.size));
      total += mine.size ? rare : Math.min(rare, UNKNOWN);
      mine.forEach(function (hit, number) {
        const one = found.get(number) || { score: 0, covered: 0, titled: 0, exact: 0, sure: true };
        one.score += hit.value * rare;
        one.covered += rare;
        one.sure = one.sure && hit.sure;
        one.titled += hit.title ? 1 : 0;
        one.exact += hit.title && hit.exact ? 1 : 0;
        found.set(number, one);
      });
    });
    found.forEach(function (one) {
      one.score /= total || 1;
      one.covered /= total || 1;
    });
    return found;
  }

  /* Pages for a text, the best first: {kind, title, path, under, level, score}. */
  Pages.prototype.found = function (text) {
    const all = M.tokens(text);
    if (!all.length) { return []; }
    if (!this.index) { this.build(); }
    const meant = all.filter(function (one) { return !M.IDLE.has(one); });
    const words = M.mended(this.index, (meant.length ? meant : all).slice(0, 12));
    const named = new Set(this.ids.get(all.join("")) || []);
    const results = [];
    scores(this, words).forEach(function (one, number) {
      const row = this.rows[number];
      const full = one.covered > 0.999;
      if (one.covered < 0.45 && !named.has(number)) { return; }
      const share = Math.min(1, one.titled / this.sizes[number]);
      const level = named.has(number) ? 0
        : full && one.exact >= words.length ? (share > 0.7 ? 1 : 2)
        : full && (one.sure || one.titled >= words.length) ? 3 : 4;
      results.push({
        kind: row[0], title: row[1], path: row[2], under: row[3], level: level,
        score: (one.score + 0.6 * share * one.covered) * (WORTH[row[0]] || 1),
      });
    }, this);
    results.sort(function (a, b) { return a.level - b.level || b.score - a.score; });
    return fewOfEach(results);
  };

  /* A long page has many sections: two of them are enough. A requirement reads as its clause. */
  function fewOfEach(results) {
    const seen = new Map();
    function times(key) {
      seen.set(key, (seen.get(key) || 0) + 1);
      return seen.get(key);
    }
    return results.filter(function (one) {
      if (one.kind === "clause") { times(one.title); }
      if (one.kind === "requirement") { return !one.level || times(one.title) === 1; }
      return one.kind !== "docs" || times(one.path.split("#")[0]) <= SAME_PAGE;
    });
  }

  /* ---- Both ------------------------------------------------------------------------------- */

  /* Within one level a few suppliers come first, then a few pages, then the rest of both. */
  function mixed(hits, pages, limit) {
    const results = [];
    for (let level = 0; level <= 4 && results.length < limit; level += 1) {
      const mine = hits.filter(function (one) { return one.level === level; });
      const other = pages.filter(function (one) { return one.level === level; });
      results.push.apply(results, mine.splice(0, FIRST_SUPPLIERS));
      results.push.apply(results, other.splice(0, FIRST_PAGES));
      results.push.apply(results, mine.slice(0, limit));
      results.push.apply(results, other.slice(0, limit));
    }
    return results.slice(0, limit);
  }

  function few(texts, limit) {
    const all = Array.from(new Set(texts));
    const shown = all.slice(0, limit).join(" · ");
    return all.length > limit ? t("%(some)s and %(num)s more", { some: shown, num: all.length - limit }) : shown;
  }

  /* Only the offers that carry the verdict shown are named beside it. */
  function whatFor(model, hit) {
    const at = hit.scopes || model.scopesOf[hit.row].map(function (_, index) { return index; });
    const same = at.filter(function (one) { return model.rank(hit.row, [one]) === hit.rank; });
    const scopes = (same.length ? same : at).map(function (one) { return model.scopesOf[hit.row][one]; });
    const what = few(scopes.map(function (one) { return model.categories[one.category].name; }), 2);
    const where = few(scopes.map(function (one) { return model.places[one.place].short; }), 4);
    return what ? what + " · " + where : t("Nothing on offer is recorded");
  }

  function describeSupplier(model, hit) {
    const verdict = W.RANKS[hit.rank];
    const change = model.change(hit.row, hit.scopes);
    const day = change && Math.round(model.date(change.day) / 86400000);
    return {
      kind: "supplier",
      id: model.id[hit.row],
      title: model.names[hit.row],
      path: "suppliers/" + model.id[hit.row] + "/index.html",
      about: whatFor(model, hit),
      why: hit.rank && hit.rank === model.rank(hit.row, null) ? model.because(hit.row) : "",
      verdict: verdict,
      label: W.LABELS[verdict],
      until: change ? W.untilWords(verdict, { day: day, verdict: W.RANKS[change.rank] }) : "",
      preferred: model.first[hit.row].length > 0,
      sure: hit.level < 2,
    };
  }

  const KINDS = {
    category: t("Category"), policy: t("Policy"), clause: t("Rule"), requirement: t("Requirement"),
    check: t("Check"), docs: t("Documentation"), page: t("Page"),
  };

  function describePage(model, one) {
    const id = one.kind === "clause" || one.kind === "requirement" ? one.under : one.kind === "check" ? one.under.split(" ")[0] : "";
    return {
      kind: one.kind,
      label: KINDS[one.kind],
      id: id,
      title: one.title || id,
      path: one.path,
      about: one.kind === "docs" ? one.under : one.kind === "category" ? standing(model, one.path.split("/")[1]) : id,
      sure: one.level < 2,
    };
  }

  /* How a category stands on the reader's day. */
  function standing(model, id) {
    const category = model.categories.find(function (one) { return one.id === id; });
    if (!category) { return ""; }
    const wanted = new Set([category.index]);
    const rows = model.index.rows.categories[category.index];
    let fine = 0;
    for (let i = 0; i < rows.length; i += 2) {
      fine += model.rank(rows[i], model.fitting(rows[i], wanted, null)) < 2 ? 1 : 0;
    }
    const all = rows.length / 2;
    return all ? t("%(good)s of %(total)s OK", { good: fine, total: all }) : t("No supplier yet");
  }

  /* No page stands before a supplier that the words of its trade fit, numbers and ids aside;
     and none that only some of the words fit stands beside one. */
  function ranked(hits, pages) {
    const trade = hits.some(function (one) { return one.level < 3; });
    return pages.map(function (one) {
      return trade && one.level === 1 ? Object.assign({}, one, { level: 2 }) : one;
    }).filter(function (one) { return !trade || one.level < 4; });
  }

  function over(model) {
    // Before the first letter is typed, if the reader leaves time for it.
    window.setTimeout(function () { model.ready(); }, 0);
    function find(text, limit) {
      let hits = model.search(text) || [];
      const place = { name: hits.place ? hits.place.name : hits.nowhere || "", elsewhere: Boolean(hits.elsewhere), known: !hits.nowhere };
      let pages = model.pagesFor(text, 50);
      if (place.name && hits.rest && !(pages.length && pages[0].level < 3)) { pages = model.pagesFor(hits.rest, 50); }
      pages = ranked(hits, pages);
      if (pages.length && pages[0].level < 3 && !hits.asTyped) { hits = []; }
      const best = mixed(hits, pages, limit);
      return {
        results: best.map(function (one) {
          return "row" in one ? describeSupplier(model, one) : describePage(model, one);
        }),
        suppliers: hits.length,
        usable: hits.filter(function (one) { return one.rank < 2; }).length,
        place: place.name,
        elsewhere: place.elsewhere,
        nowhere: !place.known,
        partly: best.length > 0 && best[0].level > 3,
      };
    }
    return { model: model, find: find };
  }

  window.Search = { Pages: Pages, over: over };
})();
