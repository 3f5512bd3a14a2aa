/* Keeps what pages say right for the reader's day: words for dates, verdicts, terms of papers.
   Without it a page is right as of its build, and says so. It sets text, never markup. */
(function () {
  "use strict";

  const DAY = 86400000;
  const RANKS = ["ok", "conditional", "ask", "do-not-use"];
  const LABELS = { "ok": "OK to use", "conditional": "OK with conditions", "ask": "Ask procurement", "do-not-use": "Do not use" };
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  function number(text) {
    const parts = text.split("-").map(Number);
    return Math.round(Date.UTC(parts[0], parts[1] - 1, parts[2]) / DAY);
  }

  function iso(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  function words(day) {
    const when = new Date(day * DAY);
    return when.getUTCDate() + " " + MONTHS[when.getUTCMonth()] + " " + when.getUTCFullYear();
  }

  function counted(count, unit) {
    return count + " " + unit + (count === 1 ? "" : "s");
  }

  /* The same words as the pages have from the build. */
  function relative(days) {
    const size = Math.abs(days);
    if (days === 0) { return "today"; }
    if (days === 1) { return "tomorrow"; }
    if (days === -1) { return "yesterday"; }
    const text = size < 100 ? counted(size, "day")
      : size < 730 ? counted(Math.round(size / 30.44), "month")
      : counted(Math.round(size / 365.25), "year");
    return days > 0 ? "in " + text : text + " ago";
  }

  const now = new Date();
  const today = Math.round(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY);
  const built = number(document.documentElement.dataset.asOf || iso(today));

  function freshenDates(root) {
    root.querySelectorAll("time.sc-date + .sc-rel").forEach(function (place) {
      place.textContent = "(" + relative(number(place.previousElementSibling.dateTime) - today) + ")";
    });
  }

  /* “In force through …” stays so until it is not. */
  function freshenTerms(root) {
    root.querySelectorAll(".sc-term[data-last]").forEach(function (place) {
      const last = number(place.dataset.last);
      const start = place.dataset.start ? number(place.dataset.start) : -Infinity;
      place.textContent = today > last ? "Ended on " + words(last)
        : today < start ? "Starts on " + words(start)
        : "In force through " + words(last);
    });
  }

  function setVerdict(element, verdict) {
    element.dataset.verdict = verdict;
    const pill = element.querySelector(".sc-verdict");
    if (pill) {
      pill.dataset.verdict = verdict;
      pill.textContent = LABELS[verdict];
    }
  }

  function untilWords(verdict, next) {
    if (!next) { return ""; }
    const rank = RANKS.indexOf(verdict);
    if (RANKS.indexOf(next.verdict) < rank) { return "from " + words(next.day) + ": " + LABELS[next.verdict]; }
    return rank < 2 ? "until " + words(next.day - 1) : "";
  }

  /* Rows carry what comes: data-changes="2027-01-01=ask 2027-02-01=ok". */
  function freshenRows(root) {
    root.querySelectorAll("[data-changes]").forEach(function (row) {
      const changes = row.dataset.changes.split(" ").map(function (one) {
        const pair = one.split("=");
        return { day: number(pair[0]), verdict: pair[1] };
      });
      const past = changes.filter(function (one) { return one.day <= today; });
      if (!past.length) { return; }
      const verdict = past[past.length - 1].verdict;
      setVerdict(row, verdict);
      const until = row.querySelector(".sc-until");
      if (until) { until.textContent = untilWords(verdict, changes[past.length]); }
      row.querySelectorAll(".sp-why, .ct-why, .sc-answer__why").forEach(function (one) { one.remove(); });
    });
  }

  function add(parent, name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function showReasons(place, segment) {
    place.textContent = "";
    if (segment.because.length) {
      const list = document.createElement("ul");
      segment.because.forEach(function (text) { add(list, "li", text); });
      place.appendChild(list);
    } else if (segment.verdict === "ok") {
      add(place, "p", "Everything that the handbook requires of it is on file and in date.");
    }
  }

  function showUntil(place, segments, at) {
    const verdict = segments[at].verdict;
    const next = segments.slice(at + 1).find(function (one) { return one.verdict !== verdict; });
    place.textContent = "";
    if (next) {
      const day = number(next.from);
      const rank = RANKS.indexOf(verdict);
      const worse = RANKS.indexOf(next.verdict) > rank;
      if (worse && rank < 2) {
        place.append(LABELS[verdict] + " until ");
        add(place, "strong", words(day - 1));
        place.append(" (" + relative(day - 1 - today) + "), then: ");
        add(place, "strong", LABELS[next.verdict]);
      } else {
        place.append(worse ? "Unless somebody acts, from " : "From ");
        add(place, "strong", words(day));
        place.append(" (" + relative(day - today) + "): ");
        add(place, "strong", LABELS[next.verdict]);
      }
      place.append(next.because.length && worse ? ". " + next.because[0] : ".");
    } else {
      place.textContent = verdict === "ok" || verdict === "conditional"
        ? "No date on file changes this in the time that this page looks ahead."
        : "This stays so until somebody acts.";
    }
  }

  /* The supplier's own verdict: its page holds the whole timeline. */
  function freshenSupplier() {
    const main = document.querySelector('main[data-page="supplier"]');
    const block = document.getElementById("timeline");
    const panel = document.querySelector(".sp-verdict");
    if (!main || !block || !panel || today < built) { return; }
    const segments = JSON.parse(block.textContent);
    let at = 0;
    segments.forEach(function (one, index) {
      if (number(one.from) <= today) { at = index; }
    });
    const place = panel.querySelector(".sp-asof");
    place.textContent = "as of today, " + words(today);
    if (at > 0) {
      main.dataset.verdict = segments[at].verdict;
      setVerdict(panel, segments[at].verdict);
      showReasons(panel.querySelector(".sp-because"), segments[at]);
    }
    if (today !== built) {
      showUntil(panel.querySelector(".sp-until"), segments, at);
    }
    if (at > 0 && segments[at].verdict !== segments[0].verdict) {
      document.querySelectorAll(".sp-stop, .sp-mends, .sp-conditions").forEach(function (one) { one.remove(); });
    }
  }

  /* A link to a folded section opens it. */
  function openTarget() {
    const id = decodeURIComponent(window.location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
    if (target && target.closest("details")) { target.scrollIntoView(); }
  }

  document.addEventListener("DOMContentLoaded", openTarget);
  window.addEventListener("hashchange", openTarget);
  if (today !== built) {
    freshenDates(document);
    freshenTerms(document);
  }
  if (today > built) { freshenRows(document); }
  freshenSupplier();

  window.CatalogWords = { RANKS: RANKS, LABELS: LABELS, words: words, relative: relative, untilWords: untilWords, today: today };
})();
