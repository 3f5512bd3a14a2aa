/* Reads the columns of catalog-data.js, and finds suppliers in them. It knows no page.

   window.Finder.load(root) → promise of a model;  model.search(text) → hits, the best first;
   model.rank(row, scopes) → the verdict on the reader's day.  Written by generator/pages/_catalog_data.py. */
(function () {
  "use strict";

  const DAY = 86400000;
  const HORIZON = 400;
  const IDLE = new Set("a an and any at buy can do find for from get have help i in is it me my near need of on or our please some somebody someone the to us want we where which who with".split(" "));

  /* ---- Words ------------------------------------------------------------------------------ */

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d");
  }

  function tokens(text) {
    return fold(text).replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) || [];
  }

  function slugWords(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  }

  /* The letters of a word as bits: two words that share few of them need not be compared. */
  function letters(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i += 1) {
      bits |= 1 << (word.charCodeAt(i) % 31);
    }
    return bits;
  }

  function bitCount(bits) {
    let n = 0;
    for (; bits; n += 1) {
      bits &= bits - 1;
    }
    return n;
  }

  /* Typing errors between `typed` and `word`, or `most` + 1 when there are more: letters added,
     left out, changed, or two neighbours swapped. With `open`, `word` may go on after it. */
  function errors(typed, word, most, open) {
    const m = typed.length;
    const n = open ? Math.min(word.length, m + most) : word.length;
    if (n < m - most || (!open && n > m + most)) {
      return most + 1;
    }
    let before = [];
    let last = [];
    let row = [];
    for (let j = 0; j <= n; j += 1) {
      last[j] = j;
    }
    for (let i = 1; i <= m; i += 1) {
      row = [i];
      let least = i;
      for (let j = 1; j <= n; j += 1) {
        const same = typed[i - 1] === word[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) {
        return most + 1;
      }
      before = last;
      last = row;
    }
    return open ? Math.min(...last.slice(Math.max(0, m - most))) : last[n];
  }

  function allowed(word) {
    return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
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
  const AKA = 90;
  const CATEGORY = 70;
  const WORD = 66;
  const KEYWORD = 60;
  const PARENT = 50;
  const PLACE = 40;

  /* A number search reads another file, so it is part of the model only once that is there. */
  Model.prototype.addNumbers = function (text) {
    this.numbers = text.split("\n");
  };

  Model.prototype.build = function () {
    const vocabulary = new Map();
    function add(word, kind, number, weight) {
      let entry = vocabulary.get(word);
      if (!entry) {
        entry = { word: word, bits: letters(word), posts: [] };
        vocabulary.set(word, entry);
      }
      entry.posts.push(kind, number, weight);
    }
    for (let row = 0; row < this.count; row += 1) {
      tokens(this.names[row]).forEach(function (word) { add(word, 0, row, NAME); });
      if (this.aka[row]) {
        tokens(this.aka[row]).forEach(function (word) { add(word, 0, row, AKA); });
      }
    }
    this.categories.forEach(function (category) {
      tokens(category.name).forEach(function (word) { add(word, 1, category.index, CATEGORY); });
      category.words.forEach(function (phrase) {
        tokens(phrase).forEach(function (word) { add(word, 1, category.index, WORD); });
      });
    });
    this.data.keywords.forEach(function (phrase, index) {
      tokens(phrase).forEach(function (word) { add(word, 2, index, KEYWORD); });
    });
    this.places.forEach(function (place, index) {
      tokens(place.name + " " + place.code).forEach(function (word) { add(word, 3, index, PLACE); });
    });
    const words = Array.from(vocabulary.values());
    words.sort(function (a, b) { return a.word < b.word ? -1 : 1; });
    this.index = { words: words, rows: this.inverted(), phrases: this.phrases() };
    return this.index;
  };

  /* Which rows a category, a keyword or a place stands for. */
  Model.prototype.inverted = function () {
    const categories = this.categories.map(function () { return []; });
    const places = this.places.map(function () { return []; });
    const keywords = this.data.keywords.map(function () { return []; });
    for (let row = 0; row < this.count; row += 1) {
      const seen = new Map();
      const where = new Set();
      this.scopesOf[row].forEach(function (scope) {
        this.lineages[scope.category].forEach(function (one, depth) {
          seen.set(one, Math.min(depth, seen.has(one) ? seen.get(one) : depth));
        });
        where.add(scope.place);
      }, this);
      seen.forEach(function (depth, one) { categories[one].push(row, depth); });
      where.forEach(function (one) { places[one].push(row); });
      this.keywordsOf[row].forEach(function (one) { keywords[one].push(row); });
    }
    return { categories: categories, places: places, keywords: keywords };
  };

  Model.prototype.phrases = function () {
    const found = new Map();
    this.categories.forEach(function (category) {
      [category.name].concat(category.words).forEach(function (phrase) {
        found.set(tokens(phrase).join(" "), category.index);
      });
    });
    return found;
  };

  function startOf(words, prefix) {
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].word < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /* Words of the vocabulary that `typed` may stand for, with how surely. */
  function candidates(words, typed, forgiving) {
    const found = [];
    for (let i = startOf(words, typed); i < words.length && words[i].word.startsWith(typed); i += 1) {
      if (typed.length > 1 || words[i].word === typed) {
        found.push({ entry: words[i], trust: words[i].word === typed ? 1 : 0.9 });
      }
    }
    const most = allowed(typed);
    if ((found.length && !forgiving) || !most) {
      return found.concat(stems(words, typed, found));
    }
    const bits = letters(typed);
    for (let i = 0; i < words.length; i += 1) {
      const entry = words[i];
      if (entry.word.length < typed.length - most || bitCount(bits & ~entry.bits) > most) {
        continue;
      }
      let wrong = errors(typed, entry.word, most, false);
      if (wrong && wrong <= most) {
        found.push({ entry: entry, trust: 0.72 - 0.12 * wrong });
      } else if (wrong > most && entry.word.length > typed.length) {
        wrong = errors(typed, entry.word, most, true);
        if (wrong && wrong <= most) {
          found.push({ entry: entry, trust: 0.5 - 0.1 * wrong });
        }
      }
    }
    return found.concat(stems(words, typed, found));
  }

  /* Plurals: “laptops” finds laptop, and “batteries” battery. */
  function stems(words, typed, found) {
    const shorter = typed.endsWith("ies") ? typed.slice(0, -3) + "y" : typed.endsWith("s") ? typed.slice(0, -1) : "";
    if (shorter.length < 3) {
      return [];
    }
    const entry = words[startOf(words, shorter)];
    const known = found.some(function (one) { return one.entry === entry; });
    return entry && entry.word === shorter && !known ? [{ entry: entry, trust: 0.85 }] : [];
  }

  /* The hits of one typed word: for each row the best weight, and of which category. */
  Model.prototype.hits = function (typed, forgiving) {
    const weight = new Map();
    const inverted = this.index.rows;
    function note(row, value, category) {
      const known = weight.get(row);
      if (!known) {
        weight.set(row, { weight: value, categories: category < 0 ? null : [category], named: category < 0 });
        return;
      }
      if (category < 0) {
        known.named = true;
      } else {
        known.categories = known.categories || [];
        known.categories.push(category);
      }
      known.weight = Math.max(known.weight, value);
    }
    candidates(this.index.words, typed, forgiving).forEach(function (one) {
      const posts = one.entry.posts;
      for (let i = 0; i < posts.length; i += 3) {
        const value = posts[i + 2] * one.trust;
        if (posts[i] === 0) {
          note(posts[i + 1], value, -1);
        } else if (posts[i] === 1) {
          const rows = inverted.categories[posts[i + 1]];
          for (let j = 0; j < rows.length; j += 2) {
            note(rows[j], rows[j + 1] ? Math.min(value, PARENT * one.trust) : value, posts[i + 1]);
          }
        } else {
          const rows = posts[i] === 2 ? inverted.keywords[posts[i + 1]] : inverted.places[posts[i + 1]];
          rows.forEach(function (row) { note(row, value, posts[i] === 2 ? -2 : -3); });
        }
      }
    });
    return weight;
  };

  Model.prototype.combined = function (words, forgiving) {
    let found = null;
    for (const typed of words) {
      const mine = this.hits(typed, forgiving);
      if (found === null) {
        found = new Map();
        mine.forEach(function (hit, row) {
          found.set(row, { row: row, weight: hit.weight, sure: hit.weight, categories: hit.categories });
        });
        continue;
      }
      found.forEach(function (one, row) {
        const hit = mine.get(row);
        if (!hit) {
          found.delete(row);
          return;
        }
        one.weight += hit.weight;
        one.sure = Math.min(one.sure, hit.weight);
        if (hit.categories) {
          one.categories = (one.categories || []).concat(hit.categories);
        }
      });
    }
    return found || new Map();
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
        found.set(row, { row: row, weight: whole ? 120 : 80, sure: whole ? 120 : 80, categories: null, number: true });
      }
    }
    return found;
  };

  /* Hits for a text, as {row, rank, scopes, weight}; the best first. `scopes` are those that the
     words ask for, or null when they name the supplier. Without words: null, that is all. */
  Model.prototype.search = function (text) {
    const all = tokens(text);
    const meant = all.filter(function (one) { return !IDLE.has(one); });
    const words = (meant.length ? meant : all).slice(0, 12);
    if (!words.length) {
      return null;
    }
    if (!this.index) {
      this.build();
    }
    let found = this.combined(words, false);
    if (!found.size) {
      found = this.combined(words, true);
    }
    this.numbered(text).forEach(function (hit, row) { found.set(row, hit); });
    const hits = [];
    found.forEach(function (one) {
      const wanted = one.categories ? new Set(one.categories) : null;
      const scopes = wanted && this.fitting(one.row, wanted, null);
      const level = one.sure >= 80 ? 0 : one.sure >= 45 ? 1 : 2;
      hits.push({
        row: one.row,
        scopes: scopes && scopes.length ? scopes : null,
        categories: wanted,
        level: level,
        weight: Math.round(one.weight),
        first: this.first[one.row].length ? 0 : 1,
      });
    }, this);
    hits.forEach(function (one) { one.rank = this.rank(one.row, one.scopes); }, this);
    const order = this.order;
    return hits.sort(function (a, b) {
      return a.level - b.level || a.rank - b.rank || b.weight - a.weight || a.first - b.first ||
        order[a.row] - order[b.row];
    });
  };

  /* Categories that the words name, the most certain first. */
  Model.prototype.categoriesFor = function (text) {
    const all = tokens(text);
    const words = all.filter(function (one) { return !IDLE.has(one); });
    if (!words.length) {
      return [];
    }
    if (!this.index) {
      this.build();
    }
    const score = new Map();
    const phrase = this.index.phrases.get(words.join(" "));
    if (phrase !== undefined) {
      score.set(phrase, 500);
    }
    words.forEach(function (typed) {
      const best = new Map();
      candidates(this.index.words, typed, false).forEach(function (one) {
        for (let i = 0; i < one.entry.posts.length; i += 3) {
          if (one.entry.posts[i] === 1) {
            const category = one.entry.posts[i + 1];
            best.set(category, Math.max(best.get(category) || 0, one.entry.posts[i + 2] * one.trust));
          }
        }
      });
      best.forEach(function (value, category) { score.set(category, (score.get(category) || 0) + value); });
    }, this);
    return Array.from(score).sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; })
      .map(function (pair) { return pair[0]; });
  };

  /* Categories, rules and checks by their titles: [{kind, title, path}]. */
  Model.prototype.pagesFor = function (text, limit) {
    const words = tokens(text).filter(function (one) { return !IDLE.has(one); });
    if (!words.length) {
      return [];
    }
    if (!this.pages) {
      this.pages = this.data.other.map(function (one) {
        return { kind: one[0], title: one[1], path: one[2], title_: tokens(one[1]), words_: tokens(one[3]) };
      });
    }
    const found = [];
    this.pages.forEach(function (page) {
      let score = 0;
      for (const typed of words) {
        const starts = function (word) { return word.startsWith(typed); };
        if (page.title_.some(starts)) {
          score += 3;
        } else if (page.words_.some(starts)) {
          score += 1;
        } else {
          return;
        }
      }
      found.push({ kind: page.kind, title: page.title, path: page.path, score: score });
    });
    found.sort(function (a, b) { return b.score - a.score; });
    return found.slice(0, limit);
  };

  /* ---- Loading ---------------------------------------------------------------------------- */

  const asked = {};

  function script(address, name) {
    if (!asked[address]) {
      asked[address] = new Promise(function (resolve, reject) {
        if (window[name]) {
          resolve(window[name]);
          return;
        }
        const element = document.createElement("script");
        element.src = address;
        element.onload = function () { resolve(window[name]); };
        element.onerror = function () {
          delete asked[address];
          reject(new Error("The supplier data could not be read."));
        };
        document.head.appendChild(element);
      });
    }
    return asked[address];
  }

  let model = null;
  let loaded = null;

  document.addEventListener("catalogday", function () {
    if (loaded) { loaded.look(); }
  });

  function load() {
    const root = document.documentElement.dataset.root || "./";
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
    const root = document.documentElement.dataset.root || "./";
    return script(root + "assets/catalog-numbers.js", "CATALOG_NUMBERS").then(function (text) {
      found.addNumbers(text);
      return found;
    });
  }

  window.Finder = { Model: Model, load: load, loadNumbers: loadNumbers, errors: errors, tokens: tokens, daysSince: daysSince };
})();
