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

  /* ---- Words that are looked for ---------------------------------------------------------- */

  /* Words with what each stands for, in posts of three numbers. */
  function Vocabulary() {
    this.known = new Map();
    this.words = [];
    this.stems = new Map();
  }

  Vocabulary.prototype.add = function (word, first, second, third) {
    let entry = this.known.get(word);
    if (!entry) {
      entry = { word: word, bits: letters(word), posts: [] };
      this.known.set(word, entry);
    }
    entry.posts.push(first, second, third);
  };

  Vocabulary.prototype.finish = function () {
    this.words = Array.from(this.known.values());
    this.words.sort(function (a, b) { return a.word < b.word ? -1 : 1; });
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

  /* Words that `typed` may be with typing errors. At the `last` resort, with more of them. */
  Vocabulary.prototype.near = function (typed, last) {
    const most = allowed(typed) + (last && typed.length !== 4 && typed.length > 2 ? 1 : 0);
    const found = [];
    if (!most || /^\d+$/.test(typed)) { return found; }
    const bits = letters(typed);
    this.words.forEach(function (entry) {
      if (entry.word.length < typed.length - most || bitCount(bits & ~entry.bits) > most) { return; }
      const first = entry.word[0] === typed[0] ? 0.06 : 0;
      let wrong = errors(typed, entry.word, most, false);
      if (wrong && wrong <= most) {
        found.push({ entry: entry, trust: 0.72 - 0.15 * wrong + first });
      } else if (wrong > most && entry.word.length > typed.length) {
        wrong = errors(typed, entry.word, most, true);
        if (wrong && wrong <= most) { found.push({ entry: entry, trust: 0.56 - 0.15 * wrong + first }); }
      }
    });
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
