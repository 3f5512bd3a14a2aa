/* Words: how they are read, which of them say nothing, and what a typed one may stand for.

   window.CatalogMatch.Vocabulary holds the words of an index; candidates(typed, effort) gives those
   that the typed word is, starts, shares its stem with, or is with a typing error or two. */
(function () {
  "use strict";

  const IDLE = new Set("a an and any are at be buy can do does find for from get have help how i if in is it many me much my near need of on or our please should some somebody someone that the there this to us want was we what when where which who with".split(" "));

  /* ---- Words ------------------------------------------------------------------------------ */

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d");
  }

  function tokens(text) {
    return fold(text).replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) || [];
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

  const LONGEST = 48;
  let before = new Int32Array(LONGEST + 8);
  let last = new Int32Array(LONGEST + 8);
  let row = new Int32Array(LONGEST + 8);

  /* Typing errors between `typed` and `word`, or `most` + 1 when there are more: letters added,
     left out, changed, or two neighbours swapped. With `open`, `word` may go on after it.
     Only the cells that so few errors can reach are worked out, in rows that are used again. */
  function errors(typed, word, most, open) {
    const m = typed.length;
    const n = open ? Math.min(word.length, m + most) : word.length;
    const many = most + 1;
    if (n < m - most || n > m + most || m > LONGEST) { return many; }
    for (let j = 0; j <= n; j += 1) { last[j] = j; }
    for (let i = 1; i <= m; i += 1) {
      const from = Math.max(1, i - most);
      const to = Math.min(n, i + most);
      row[from - 1] = from === 1 ? i : many;
      let least = row[from - 1];
      for (let j = from; j <= to; j += 1) {
        const same = typed.charCodeAt(i - 1) === word.charCodeAt(j - 1);
        let cost = last[j - 1] + (same ? 0 : 1);
        if (row[j - 1] + 1 < cost) { cost = row[j - 1] + 1; }
        if (j < i + most && last[j] + 1 < cost) { cost = last[j] + 1; }
        if (i > 1 && j > 1 && typed.charCodeAt(i - 1) === word.charCodeAt(j - 2) &&
            typed.charCodeAt(i - 2) === word.charCodeAt(j - 1) && before[j - 2] + 1 < cost) {
          cost = before[j - 2] + 1;
        }
        row[j] = cost;
        if (cost < least) { least = cost; }
      }
      if (least > most) { return many; }
      const spare = before;
      before = last;
      last = row;
      row = spare;
    }
    let found = open ? many : last[n];
    for (let j = Math.max(0, m - most); open && j <= n; j += 1) { found = Math.min(found, last[j]); }
    return Math.min(found, many);
  }

  function allowed(word) {
    return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  }

  /* ---- Words that are looked for ---------------------------------------------------------- */

  /* Words with what each stands for, in posts of three numbers. */
  function Vocabulary() {
    this.known = new Map();
    this.words = [];
    this.stems = new Map();
    this.kept = new Map();
  }

  Vocabulary.prototype.add = function (word, first, second, third) {
    let entry = this.known.get(word);
    if (!entry) {
      entry = { word: word, posts: [] };
      this.known.set(word, entry);
    }
    entry.posts.push(first, second, third);
  };

  Vocabulary.prototype.finish = function () {
    this.words = Array.from(this.known.values());
    this.words.sort(function (a, b) { return a.word < b.word ? -1 : 1; });
    this.bits = Int32Array.from(this.words, function (entry) { return letters(entry.word); });
    this.lengths = Uint16Array.from(this.words, function (entry) { return entry.word.length; });
    this.words.forEach(function (entry) {
      const stem = stemOf(entry.word);
      if (!this.stems.has(stem)) { this.stems.set(stem, []); }
      this.stems.get(stem).push(entry);
    }, this);
    return this;
  };

  const ENDINGS = /(?:ations?|ings?|ers?|ors?|ed|ies|es|s|y|e)$/;

  /* What cleaner, cleaners and cleaning share. Short words keep what they are. */
  function stemOf(word) {
    const stem = word.replace(ENDINGS, "");
    if (stem.length < 3) { return word; }
    const last = stem.length - 1;
    return stem.length > 4 && stem[last] === stem[last - 1] ? stem.slice(0, last) : stem;
  }

  Vocabulary.prototype.from = function (prefix) {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle].word < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };

  /* Words that `typed` is, starts, or has the stem of: [{entry, trust}]. */
  Vocabulary.prototype.plain = function (typed) {
    const found = [];
    const words = this.words;
    for (let i = this.from(typed); i < words.length && words[i].word.startsWith(typed); i += 1) {
      const whole = words[i].word === typed;
      if (typed.length > 1 || whole) {
        found.push({ entry: words[i], trust: whole ? 1 : 0.72 + 0.2 * typed.length / words[i].word.length });
      }
    }
    (this.stems.get(stemOf(typed)) || []).forEach(function (entry) {
      if (!entry.word.startsWith(typed)) { found.push({ entry: entry, trust: 0.85 }); }
    });
    return found;
  };

  /* Words that `typed` may be with typing errors. At the `last` resort, with more of them.
     The same word is looked for again and again while a question is typed. */
  Vocabulary.prototype.near = function (typed, last) {
    const key = typed + (last ? "!" : "");
    if (!this.kept.has(key)) {
      if (this.kept.size > 200) { this.kept.clear(); }
      this.kept.set(key, this.nearby(typed, allowed(typed) + (last && typed.length > 4 ? 1 : 0)));
    }
    return this.kept.get(key);
  };

  Vocabulary.prototype.nearby = function (typed, most) {
    const found = [];
    if (!most || /^\d+$/.test(typed)) { return found; }
    const bits = letters(typed);
    const size = typed.length;
    for (let at = 0; at < this.words.length; at += 1) {
      const length = this.lengths[at];
      const others = this.bits[at];
      if (length < size - most || bitCount(bits & ~others) > most) { continue; }
      const entry = this.words[at];
      const first = entry.word.charCodeAt(0) === typed.charCodeAt(0);
      if (length > size + most && !first) { continue; }
      let wrong = length > size + most || bitCount(others & ~bits) > most ? most + 1 : errors(typed, entry.word, most, false);
      if (wrong && wrong <= most) {
        found.push({ entry: entry, trust: 0.72 - 0.15 * wrong + (first ? 0.06 : 0) });
      } else if (wrong > most && length > size && first) {
        wrong = errors(typed, entry.word, most, true);
        if (wrong && wrong <= most) { found.push({ entry: entry, trust: 0.62 - 0.15 * wrong }); }
      }
    }
    return found;
  };

  /* `effort`: 0 as typed, 1 with errors where nothing fits as typed, 2 with errors, 3 with more. */
  Vocabulary.prototype.candidates = function (typed, effort) {
    const plain = this.plain(typed);
    return !effort || (effort === 1 && plain.length) ? plain : plain.concat(this.near(typed, effort > 2));
  };

  /* “lap top” is laptop and “harrowpeak” two words, where the words themselves say nothing. */
  function mended(vocabulary, words) {
    const found = [];
    for (let i = 0; i < words.length; i += 1) {
      const one = words[i];
      const next = words[i + 1];
      const lost = !vocabulary.plain(one).length || next !== undefined && !vocabulary.plain(next).length;
      if (next !== undefined && lost && vocabulary.known.has(one + next)) {
        found.push(one + next);
        i += 1;
      } else {
        found.push.apply(found, vocabulary.plain(one).length ? [one] : halves(vocabulary, one));
      }
    }
    return found;
  }

  function halves(vocabulary, word) {
    for (let at = 3; at <= word.length - 3; at += 1) {
      if (vocabulary.known.has(word.slice(0, at)) && vocabulary.known.has(word.slice(at))) {
        return [word.slice(0, at), word.slice(at)];
      }
    }
    return [word];
  }

  window.CatalogMatch = { IDLE: IDLE, fold: fold, tokens: tokens, errors: errors, Vocabulary: Vocabulary, mended: mended };
})();
