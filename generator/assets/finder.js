/* Reads the columns of catalog-data.js, and finds suppliers in them. It knows no page, and stands
   on words.js.

   window.Finder.load(root) → promise of a model;  model.search(text) → hits, the best first;
   model.rank(row, scopes) → the verdict on the reader's day.  Written by generator/pages/_catalog_data.py. */
(function () {
  "use strict";

  const DAY = 86400000;
  const HORIZON = 400;
  const root = document.currentScript.src.replace(/assets\/finder\.js.*$/, ""); // Right at any address.
  const t = window.catalogText || function (message) { return message; };
  const M = window.CatalogMatch;
  const IDLE = M.IDLE;
  const fold = M.fold;
  const tokens = M.tokens;
  const errors = M.errors;

  function slugWords(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  }

  /* ---- The model -------------------------------------------------------------------------- */

  function numbers(text) {
    return text ? text.split(",").map(function (one) { return parseInt(one, 36); }) : [];
  }

  function lists(text, count) {
    const rows = text.split(";");
    const found = new Array(count);
    for (let i = 0; i < count; i += 1) {
      found[i] = numbers(rows[i]);
    }
    return found;
  }

  function daysSince(asOf, when) {
    const parts = asOf.split("-").map(Number);
    return Math.round((Date.UTC(when.getFullYear(), when.getMonth(), when.getDate()) -
      Date.UTC(parts[0], parts[1] - 1, parts[2])) / DAY);
  }

  function Model(data, today) {
    const count = data.count;
    const rows = data.rows;
    this.data = data;
    this.count = count;
    this.day = dayIn(data, today);
    this.names = rows.name.split("\n");
    this.aka = rows.aka.split("\n");
    this.reasons = data.reasons;
    this.why = rows.why.split(";");
    this.lives = rows.life.split(";");
    this.first = lists(rows.first, count);
    this.keywordsOf = lists(rows.keywords, count);
    this.categories = data.categories.map(function (one, index) {
      return { index: index, id: one[0], name: one[1], parent: one[2], words: one[3] };
    });
    this.places = data.places.map(function (one) { return { code: one[0], short: one[1], name: one[2] }; });
    const scopes = data.scopes ? data.scopes.split(";").map(function (one) {
      const parts = one.split(".");
      return { category: parseInt(parts[0], 36), place: parseInt(parts[1], 36) };
    }) : [];
    this.scopesOf = lists(rows.scopes, count).map(function (found) {
      return found.map(function (one) { return scopes[one]; });
    });
    this.id = ids(rows.id.split("\n"), this.names);
    this.lineages = this.categories.map(lineage, this);
    this.now = new Array(count);
    this.next = new Array(count);
    for (let i = 0; i < count; i += 1) {
      this.read(i);
    }
    this.index = null;
    this.order = alphabetical(this.names);
  }

  /* Days since the build: of the day that readers chose, where a page lets them. */
  function dayIn(data, today) {
    const days = window.catalogDay ? window.catalogDay.number - window.catalogDay.numbered(data.asOf) : daysSince(data.asOf, today);
    return Math.max(0, Math.min(HORIZON, days));
  }

  /* The verdicts of another day. */
  Model.prototype.look = function () {
    this.day = dayIn(this.data, new Date());
    for (let i = 0; i < this.count; i += 1) {
      this.read(i);
    }
  };

  /* The place of each name in the alphabet: numbers are compared faster than names. */
  function alphabetical(names) {
    const rows = names.map(function (name, row) { return [fold(name), row]; });
    rows.sort(function (a, b) { return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]; });
    const order = new Int32Array(names.length);
    rows.forEach(function (pair, place) { order[pair[1]] = place; });
    return order;
  }

  function ids(codes, names) {
    return codes.map(function (code, row) {
      return code[0] === "=" ? code.slice(1) : slugWords(names[row]).slice(0, parseInt(code, 36)).join("-");
    });
  }

  function lineage(category) {
    const found = [];
    for (let at = category.index; at >= 0 && !found.includes(at); at = this.categories[at].parent) {
      found.push(at);
    }
    return found;
  }

  /* The verdicts of one row on the reader's day, and what comes next. */
  Model.prototype.read = function (row) {
    const parts = this.lives[row].split(",");
    let at = parts[0];
    let next = null;
    this.built = this.built || new Array(this.count);
    this.built[row] = parts[0];
    for (let i = 1; i < parts.length; i += 1) {
      const pair = parts[i].split(":");
      const day = parseInt(pair[0], 36);
      if (day <= this.day) {
        at = pair[1];
      } else {
        next = next || [];
        next.push([day, pair[1]]);
      }
    }
    this.now[row] = at;
    this.next[row] = next;
  };

  function rankIn(code, scope) {
    return scope === null || code.length === 1 ? +code[0] : +code[1 + scope];
  }

  /* The verdict as a number, 0 (OK) to 3, of the supplier or of the best of these of its scopes. */
  Model.prototype.rank = function (row, scopes) {
    const code = this.now[row];
    if (!scopes) {
      return +code[0];
    }
    let best = 3;
    for (let i = 0; i < scopes.length; i += 1) {
      best = Math.min(best, rankIn(code, scopes[i]));
    }
    return best;
  };

  /* The next change of that verdict: {day, rank}, or null. */
  Model.prototype.change = function (row, scopes) {
    const next = this.next[row];
    const rank = this.rank(row, scopes);
    for (let i = 0; next && i < next.length; i += 1) {
      let then = 3;
      if (scopes) {
        for (let j = 0; j < scopes.length; j += 1) {
          then = Math.min(then, rankIn(next[i][1], scopes[j]));
        }
      } else {
        then = +next[i][1][0];
      }
      if (then !== rank) {
        return { day: next[i][0], rank: then };
      }
    }
    return null;
  };

  /* The reason as of the build; '' when the verdict has changed since. */
  Model.prototype.because = function (row) {
    return this.built[row][0] === this.now[row][0] ? this.reasons[parseInt(this.why[row], 36)] : "";
  };

  Model.prototype.date = function (day) {
    const parts = this.data.asOf.split("-").map(Number);
    return new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]) + day * DAY);
  };

  /* Whether a scope is of one of these categories, or of one beneath them. */
  Model.prototype.isKind = function (category, wanted) {
    return this.lineages[category].some(function (one) { return wanted.has(one); });
  };

  Model.prototype.near = function (place, wanted) {
    const code = this.places[place].code;
    for (const one of wanted) {
      if (code === one || code.startsWith(one + "-") || one.startsWith(code + "-") && code) {
        return true;
      }
    }
    return false;
  };

  /* Positions of a row's scopes that fit; null for either wish means any. */
  Model.prototype.fitting = function (row, categories, places) {
    const found = [];
    const scopes = this.scopesOf[row];
    for (let i = 0; i < scopes.length; i += 1) {
      if ((!categories || this.isKind(scopes[i].category, categories)) &&
          (!places || this.near(scopes[i].place, places))) {
        found.push(i);
      }
    }
    return found;
  };

  /* ---- Search ----------------------------------------------------------------------------- */

  const NAME = 100;
  const AKA = 95;
  const CATEGORY = 70;
  const WORD = 66;
  const KEYWORD = 60;
  const PARENT = 50;
  const PART = 0.8; // A word out of a phrase: “clean” of “clean room”.
  const PLACE = 40;
  const UNSURE = 40;
  const UNKNOWN = 1.5; // A word that nothing has takes little from the others.
  const PARTLY = 4;

  /* A number search reads another file, so it is part of the model only once that is there. */
  Model.prototype.addNumbers = function (text) {
    this.numbers = text.split("\n");
  };

  Model.prototype.build = function () {
    const vocabulary = new M.Vocabulary();
    const phrases = new Map();
    function phrase(text, kind, number, weight) {
      const words = tokens(text);
      const each = words.length > 1 ? weight * PART : weight;
      words.forEach(function (word) { vocabulary.add(word, kind, number, each); });
      const whole = words.join(" ");
      if (!phrases.has(whole)) { phrases.set(whole, []); }
      phrases.get(whole).push(kind, number, weight + 5);
    }
    for (let row = 0; row < this.count; row += 1) {
      tokens(this.names[row]).forEach(function (word) { vocabulary.add(word, 0, row, NAME); });
      if (this.aka[row]) {
        tokens(this.aka[row]).forEach(function (word) { vocabulary.add(word, 0, row, AKA); });
      }
    }
    this.categories.forEach(function (category) {
      phrase(category.name, 1, category.index, CATEGORY);
      phrase(category.id, 1, category.index, WORD);
      category.words.forEach(function (words) { phrase(words, 1, category.index, WORD); });
    });
    this.data.keywords.forEach(function (words, index) { phrase(words, 2, index, KEYWORD); });
    this.index = { words: vocabulary.finish(), rows: this.inverted(), phrases: phrases, where: this.whereabouts() };
    return this.index;
  };

  /* Which rows a category or a keyword stands for. */
  Model.prototype.inverted = function () {
    const categories = this.categories.map(function () { return []; });
    const keywords = this.data.keywords.map(function () { return []; });
    for (let row = 0; row < this.count; row += 1) {
      const seen = new Map();
      this.scopesOf[row].forEach(function (scope) {
        this.lineages[scope.category].forEach(function (one, depth) {
          seen.set(one, Math.min(depth, seen.has(one) ? seen.get(one) : depth));
        });
      }, this);
      seen.forEach(function (depth, one) { categories[one].push(row, depth); });
      this.keywordsOf[row].forEach(function (one) { keywords[one].push(row); });
    }
    return { categories: categories, keywords: keywords };
  };

  /* Words for places: “oregon” → {US-OR}, “ca” → {US-CA, CA}. */
  Model.prototype.whereabouts = function () {
    const found = new Map();
    this.data.where.forEach(function (one) {
      one.slice(1).forEach(function (words) {
        const whole = tokens(words).join(" ");
        if (!found.has(whole)) { found.set(whole, new Set()); }
        found.get(whole).add(one[0]);
      });
    });
    return found;
  };

  /* Everything that the first search needs. */
  Model.prototype.ready = function () {
    if (!this.index) { this.build(); }
    if (this.pages && !this.pages.index) { this.pages.build(); }
  };

  /* The words of a question: what is asked for, and the place, if one is named. */
  Model.prototype.question = function (text) {
    if (!this.index) { this.build(); }
    const raw = text.replace(/['’]/g, "").replace(/\b(?:\p{L}\.){2,}/gu, function (dots) { return dots.replace(/\./g, ""); })
      .normalize("NFKD").replace(/[\u0300-\u036f]/g, "").match(/[\p{L}\p{N}]+/gu) || [];
    const shouted = raw.every(function (one) { return one === one.toUpperCase(); });
    const all = raw.map(function (one) { return fold(one); });
    const asked = { all: all, words: [], place: null, nowhere: "", rest: [] };
    const taken = new Set();
    for (let at = 0; at < all.length; at += 1) {
      for (let size = Math.min(4, all.length - at); size > 0 && !asked.place; size -= 1) {
        const codes = this.placeAt(raw, all, at, size, shouted);
        if (codes) {
          asked.place = { codes: codes, name: this.placeName(codes) };
          for (let i = at; i < at + size; i += 1) { taken.add(i); }
        }
      }
    }
    const last = all.length - 1;
    if (!asked.place && last > 1 && BEFORE_PLACE.has(all[last - 1]) && !this.index.words.plain(all[last]).length) {
      asked.nowhere = raw[last].length > 2 ? raw[last] : "";
      taken.add(last);
    }
    function meant(keep) {
      const some = all.filter(function (one, at) {
        return keep(at) && !ANYBODY.has(one) && (!IDLE.has(one) || (!shouted && raw[at].length > 1 && raw[at] === raw[at].toUpperCase()));
      });
      return some.slice(0, 12);
    }
    asked.words = meant(function (at) { return asked.place || !taken.has(at); });
    asked.rest = meant(function (at) { return !taken.has(at); });
    if (!asked.words.length) { asked.words = all.slice(0, 12); }
    return asked;
  };

  Model.prototype.placeName = function (codes) {
    return this.data.where.filter(function (one) { return codes.has(one[0]); })
      .map(function (one) { return one[1]; }).join(" / ");
  };

  const BEFORE_PLACE = new Set(["in", "near", "around"]);
  const ANYBODY = new Set(["company", "firm", "ok", "provider", "supplier", "suppliers", "vendor", "vendors"]);

  /* Two letters are a place where they are written as one: “in or”, “OR”, never “or”. */
  Model.prototype.placeAt = function (raw, all, at, size, shouted) {
    const whole = all.slice(at, at + size).join(" ");
    const codes = this.index.where.get(whole);
    const after = at > 0 && BEFORE_PLACE.has(all[at - 1]);
    if (codes) {
      const code = whole.length < 3;
      const written = !shouted && raw[at] === raw[at].toUpperCase();
      return !code || after || written || (!IDLE.has(whole) && all.length > 1) ? codes : null;
    }
    if (size > 1 || whole.length < 5 || this.index.words.plain(whole).length) { return null; }
    for (const pair of this.index.where) {
      if (pair[0].length > 4 && (errors(whole, pair[0], 1, false) <= 1 || (after && pair[0].startsWith(whole)))) { return pair[1]; }
    }
    return null;
  };

  /* What a word's posts say of each row: the best weight, and of which category. */
  function note(found, row, value, category, trade) {
    const known = found.get(row);
    if (!known) {
      found.set(row, { weight: value, categories: category < 0 ? null : [category], named: category === -1 && !trade });
      return;
    }
    if (category === -1 && !trade) { known.named = true; }
    if (category >= 0) { (known.categories = known.categories || []).push(category); }
    if (value > known.weight) { known.weight = value; }
  }

  Model.prototype.notePosts = function (found, posts, trust, trade) {
    const inverted = this.index.rows;
    for (let i = 0; i < posts.length; i += 3) {
      const value = posts[i + 2] * trust;
      if (posts[i] === 0) {
        note(found, posts[i + 1], trade ? Math.min(value, CATEGORY * trust) : value, -1, trade);
      } else if (posts[i] === 1) {
        const rows = inverted.categories[posts[i + 1]];
        for (let j = 0; j < rows.length; j += 2) {
          note(found, rows[j], rows[j + 1] ? Math.min(value, PARENT * trust) : value, posts[i + 1], trade);
        }
      } else {
        inverted.keywords[posts[i + 1]].forEach(function (row) { note(found, row, value, -2, trade); });
      }
    }
  };

  /* The hits of one typed word. A word of a trade in a firm's name says no more than the trade. */
  Model.prototype.hits = function (typed, effort) {
    const found = new Map();
    const candidates = this.index.words.candidates(typed, effort);
    const best = candidates.reduce(function (most, one) { return Math.max(most, one.trust); }, 0);
    const trade = candidates.some(function (one) { return one.trust > best - 0.16 && one.entry.posts.some(isTrade); });
    candidates.forEach(function (one) { this.notePosts(found, one.entry.posts, one.trust, trade); }, this);
    return found;
  };

  function isTrade(value, at, posts) {
    return at % 3 === 0 && value === 1;
  }

  function both(found, mine) {
    if (found === null) { return mine; }
    const small = new Map();
    found.forEach(function (one, row) {
      const hit = mine.get(row);
      if (!hit) { return; }
      small.set(row, {
        weight: one.weight + hit.weight,
        sure: Math.min(one.sure === undefined ? one.weight : one.sure, hit.weight),
        named: one.named || hit.named,
        categories: hit.categories ? (one.categories || []).concat(hit.categories) : one.categories,
      });
    });
    return small;
  }

  /* Rows that every word says something of. A phrase that is known as a whole stands for its words. */
  Model.prototype.combined = function (words, effort) {
    let found = null;
    for (const one of words) {
      found = both(found, this.hits(one, effort));
      if (!found.size) { break; }
    }
    return found || new Map();
  };

  Model.prototype.phrased = function (all, words) {
    let found = null;
    for (let size = all.length; size > 1 && !found; size -= 1) {
      for (let at = 0; at + size <= all.length && !found; at += 1) {
        const posts = this.index.phrases.get(all.slice(at, at + size).join(" "));
        if (posts) {
          found = new Map();
          this.notePosts(found, posts, 1, true);
          const taken = all.slice(at, at + size);
          const rest = words.filter(function (one) { return !taken.includes(one); });
          if (rest.length) { found = both(found, this.combined(rest, 1)); }
        }
      }
    }
    return found || new Map();
  };

  /* Rows that some of the words say something of; a rare word says more. */
  Model.prototype.partly = function (words) {
    const found = new Map();
    const count = this.count;
    let total = 0;
    words.forEach(function (typed) {
      let mine = this.hits(typed, 1);
      if (!mine.size && words.length > 1) { mine = this.hits(typed, 3); }
      const rare = Math.log(1 + count / (1 + mine.size));
      total += mine.size ? rare : Math.min(rare, UNKNOWN);
      mine.forEach(function (hit, row) {
        const known = found.get(row);
        const worth = hit.weight * rare;
        const covered = hit.weight < UNSURE ? rare / 2 : rare;
        if (known) {
          known.weight += worth;
          known.covered += covered;
          known.categories = hit.categories ? (known.categories || []).concat(hit.categories) : known.categories;
        } else {
          found.set(row, { weight: worth, categories: hit.categories, covered: covered, named: false, partly: true });
        }
      });
    }, this);
    let most = 0;
    found.forEach(function (one) { most = Math.max(most, one.weight); });
    found.forEach(function (one, row) {
      if (one.weight < 0.6 * most || one.covered < 0.4 * total) { found.delete(row); }
    });
    return found;
  };

  function merge(found, other) {
    other.forEach(function (hit, row) {
      const known = found.get(row);
      if (!known || hit.weight > known.weight) { found.set(row, hit); }
      if (known && hit.categories && known.categories) { found.get(row).categories = known.categories.concat(hit.categories); }
    });
    return found;
  }

  Model.prototype.matching = function (all, words) {
    if (!words.length) { return new Map(); }
    const mended_ = M.mended(this.index.words, words);
    const found = merge(this.combined(mended_, 0), this.phrased(all, words));
    if (found.size) {
      found.asTyped = true;
      return found;
    }
    for (let effort = 1; effort < 4; effort += 1) {
      const more = this.combined(mended_, effort);
      if (more.size) { return more; }
    }
    return this.partly(mended_);
  };

  /* The categories that a text is about, the best first, by their numbers. */
  Model.prototype.categoriesFor = function (text) {
    this.ready();
    const all = tokens(text);
    const words = all.filter(function (one) { return !IDLE.has(one); });
    const score = new Map();
    function add(posts, trust, into) {
      for (let i = 0; i < posts.length; i += 3) {
        if (posts[i] === 1) { into.set(posts[i + 1], Math.max(into.get(posts[i + 1]) || 0, posts[i + 2] * trust)); }
      }
    }
    [all, words].forEach(function (whole) {
      const posts = this.index.phrases.get(whole.join(" "));
      if (posts) { add(posts, 10, score); }
    }, this);
    M.mended(this.index.words, words).forEach(function (typed) {
      const best = new Map();
      this.index.words.candidates(typed, 1).forEach(function (one) { add(one.entry.posts, one.trust, best); });
      best.forEach(function (value, category) { score.set(category, (score.get(category) || 0) + value); });
    }, this);
    return Array.from(score).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; })
      .map(function (pair) { return pair[0]; });
  };

  /* Numbers on papers are looked for as they are written, spaces and strokes aside. */
  Model.prototype.numbered = function (text) {
    const bare = tokens(text).join("");
    const found = new Map();
    if (!this.numbers || bare.length < 3 || !/\d/.test(bare)) {
      return found;
    }
    for (let row = 0; row < this.count; row += 1) {
      if (this.numbers[row] && this.numbers[row].includes(bare)) {
        const whole = (" " + this.numbers[row] + " ").includes(" " + bare + " ");
        found.set(row, { weight: whole ? 300 : 200, number: true, whole: whole, categories: null });
      }
    }
    return found;
  };

  function levelOf(one) {
    if (one.number) { return one.whole ? 0 : 1; }
    if (one.partly) { return PARTLY; }
    const sure = one.sure === undefined ? one.weight : one.sure;
    return sure >= 80 && one.named ? 1 : sure >= 45 ? 2 : 3;
  }

  /* One row as an answer; null where it serves neither the place nor bears the name asked for. */
  Model.prototype.answer = function (row, one, codes) {
    const wanted = one.categories ? new Set(one.categories) : null;
    const level = levelOf(one);
    let scopes = wanted || codes ? this.fitting(row, wanted, codes) : null;
    if (codes && !scopes.length && level > 1) { return null; }
    if (scopes && !scopes.length) { scopes = null; }
    return {
      row: row,
      scopes: scopes,
      categories: wanted,
      places: codes,
      level: level,
      weight: Math.round(one.weight),
      first: this.first[row].length ? 0 : 1,
      rank: this.rank(row, scopes),
    };
  };

  /* Where the words fit some suppliers well, those that they hardly fit are left out. */
  function onlyTheBest(hits, asTyped) {
    if (hits.some(function (one) { return one.level < (asTyped ? 3 : 2); })) {
      return hits.filter(function (one) { return one.level < 3; });
    }
    const most = hits.reduce(function (best, one) { return Math.max(best, one.weight); }, 0);
    return hits.filter(function (one) { return one.level < 3 || one.level > 3 || one.weight > 0.75 * most; });
  }

  /* Hits for a text, as {row, rank, scopes, places, weight, level}; the best first. `scopes` are
     those that the words ask for, or null when they name the supplier. The list says the `place`
     it is about, and `elsewhere` when nobody there fits; `nowhere` is a place that is not on file,
     `rest` the words beside the place. Without words: null, that is all. */
  Model.prototype.search = function (text) {
    const asked = this.question(text);
    if (!asked.words.length) { return null; }
    const hits = new Map();
    function keep(hit) {
      const known = hit && hits.get(hit.row);
      if (hit && (!known || hit.level < known.level)) { hits.set(hit.row, hit); }
    }
    function all(found, codes) {
      found.forEach(function (one, row) { keep(this.answer(row, one, codes)); }, this);
    }
    const codes = asked.place && asked.place.codes;
    let elsewhere = false;
    let wanted = new Map();
    if (codes && asked.rest.length) {
      wanted = this.matching(asked.rest, asked.rest);
      all.call(this, wanted, codes);
      if (!hits.size) {
        elsewhere = wanted.size > 0;
        all.call(this, wanted, null);
      }
      all.call(this, this.combined(asked.words, 0), null);
    } else if (codes) {
      for (let row = 0; row < this.count; row += 1) {
        keep(this.answer(row, { weight: PLACE, categories: null }, codes));
      }
      all.call(this, this.combined(asked.words, 0), null);
    } else {
      wanted = this.matching(asked.all, asked.words);
      all.call(this, wanted, null);
    }
    this.numbered(text).forEach(function (one, row) { keep(this.answer(row, one, null)); }, this);
    const order = this.order;
    const found = onlyTheBest(Array.from(hits.values()), wanted.asTyped).sort(function (a, b) {
      return a.level - b.level || a.rank - b.rank || b.weight - a.weight || a.first - b.first ||
        order[a.row] - order[b.row];
    });
    found.place = asked.place;
    found.elsewhere = elsewhere;
    found.nowhere = asked.nowhere;
    found.rest = asked.rest.join(" ");
    found.asTyped = Boolean(wanted.asTyped) || found.some(function (one) { return one.level < 2; });
    return found;
  };

  /* Categories, rules, checks and pages by their words; none before search.js has read them. */
  Model.prototype.pagesFor = function (text, limit) {
    return this.pages ? this.pages.found(text).slice(0, limit) : [];
  };

  /* ---- Loading ---------------------------------------------------------------------------- */

  function script(address, name) {
    return window.catalogScript(address, name).catch(function () {
      throw new Error(t("The supplier data could not be read."));
    });
  }

  let model = null;
  let loaded = null;

  document.addEventListener("catalogday", function () {
    if (loaded) { loaded.look(); }
  });

  function load() {
    if (!model) {
      model = script(root + "assets/catalog-data.js", "CATALOG").then(function (data) {
        loaded = new Model(data, new Date());
        return loaded;
      });
      model.catch(function () { model = null; });
    }
    return model;
  }

  /* The numbers too, once somebody looks for one. */
  function loadNumbers(found) {
    return script(root + "assets/catalog-numbers.js", "CATALOG_NUMBERS").then(function (text) {
      found.addNumbers(text);
      return found;
    });
  }

  /* Everything that can be found, once somebody types: window.Search.ready’s promise. */
  function loadAll() {
    return Promise.all([
      load(),
      script(root + "assets/search.js", "Search"),
      script(root + "assets/search-data.js", "CATALOG_PAGES"),
      script(root + "assets/search-docs.js", "CATALOG_DOCS").catch(function () { return []; }),
    ]).then(function (all) {
      all[0].pages = all[0].pages || new all[1].Pages(all[2].concat(all[3]));
      return all[1].over(all[0]);
    });
  }

  /* Whether a text may hold a number on a paper. */
  function hasNumber(text) {
    return /\d{3}/.test(text.replace(/[^A-Za-z0-9]/g, "")) || /\d.*\d.*\d/.test(text);
  }

  window.Finder = {
    Model: Model, load: load, loadNumbers: loadNumbers, loadAll: loadAll, hasNumber: hasNumber,
    errors: errors, tokens: tokens, daysSince: daysSince,
  };
})();
