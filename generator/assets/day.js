/* The control for the day that verdicts are for, on every page that shows some: “today”, or any
   day that the timeline knows. site.js keeps the day; this shows it and lets readers choose. */
(function () {
  "use strict";

  const day = window.catalogDay;
  const text = window.catalogText;
  const fill = window.catalogFill;
  const bar = document.querySelector("[data-day-bar]");
  if (!day || !bar) { return; }

  const asBuilt = day.asBuilt();

  const make = window.catalogMake;

  function strong(number) {
    return make("strong", { "class": "sc-nowrap" }, day.words(number));
  }

  const line = bar.querySelector("p");
  const note = make("div", { "class": "sc-day__note", role: "status" });
  const opener = make("button", { type: "button", "class": "sc-day__opener", "aria-expanded": "false", "aria-controls": "sc-day-form" });
  const form = make("form", { id: "sc-day-form", "class": "sc-day__form", hidden: "" });
  const field = make("input", { type: "date", id: "sc-day", required: "", "aria-describedby": "sc-day-hint" });

  function endOfQuarter() {
    const when = new Date(day.today * 86400000);
    const quarter = Math.floor(when.getUTCMonth() / 3);
    return Math.round(Date.UTC(when.getUTCFullYear(), 3 * quarter + 3, 0) / 86400000);
  }

  function quickPicks() {
    const picks = [[30, text("In 30 days")], [60, text("In 60 days")], [90, text("In 90 days")]]
      .map(function (pair) { return [day.today + pair[0], pair[1]]; });
    picks.push([endOfQuarter(), text("End of the quarter")]);
    return picks.filter(function (pair) { return pair[0] > day.today && pair[0] >= day.built && pair[0] <= day.last; });
  }

  function button(words, choose) {
    const element = make("button", { type: "button", "class": "sc-button sc-button--small" }, words);
    element.addEventListener("click", choose);
    return element;
  }

  function unfold(open) {
    form.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  }

  function pick(iso) {
    day.choose(iso);
    unfold(false);
    opener.focus();
  }

  function build() {
    opener.textContent = text("Change the day");
    opener.addEventListener("click", function () {
      unfold(form.hidden);
      if (!form.hidden) { field.focus(); }
    });
    field.min = day.dated(day.built);
    field.max = day.dated(day.last);
    const group = make("div", { "class": "sc-day__field" });
    group.append(
      make("label", { "for": "sc-day" }, text("Verdicts for the day")),
      field,
      make("button", { type: "submit", "class": "sc-button sc-button--small" }, text("Show this day")));
    const quick = make("div", { "class": "sc-day__quick", role: "group", "aria-label": text("Days to choose from") });
    quickPicks().forEach(function (pair) {
      quick.appendChild(button(pair[1], function () { pick(day.dated(pair[0])); }));
    });
    quick.appendChild(button(text("Today"), function () { pick(""); }));
    form.append(group, quick, make("p", { id: "sc-day-hint", "class": "sc-hint" },
      text("Any day from %(first)s to %(last)s, by what was on file on the first of them.",
        { first: day.words(day.built), last: day.words(day.last) })));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      event.stopPropagation();
      pick(field.value);
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        unfold(false);
        opener.focus();
      }
    });
    bar.append(opener, form, note);
  }

  function drawLine() {
    if (asBuilt) {
      fill(line, "Figures as of %(day)s", { day: strong(day.built) });
    } else if (day.isToday && day.known && day.today >= day.built) {
      fill(line, "Verdicts for today, %(day)s", { day: strong(day.number) });
    } else {
      fill(line, "Verdicts for %(day)s", { day: strong(day.number) });
    }
  }

  /* What readers have to know before they trust a verdict. */
  function warning() {
    const values = { asked: strong(day.asked), first: strong(day.built), last: strong(day.last) };
    if (!day.known && day.asked < day.built) {
      return fill(make("p"), "These pages cannot tell about %(asked)s: they begin on %(first)s, and show that day.", values);
    }
    if (!day.known) {
      return fill(make("p"), "These pages cannot tell about %(asked)s: they look ahead to %(last)s, and show that day.", values);
    }
    if (day.isToday) { return null; }
    if (asBuilt) {
      return fill(make("p"), "You chose %(asked)s. The figures on this page do not follow: they are those of %(first)s.", values);
    }
    return fill(make("p"), "This page shows %(asked)s, not today, by what was on file on %(first)s. What is renewed or ends early after that is not in it.", values);
  }

  function draw() {
    drawLine();
    field.value = day.iso;
    const words = warning();
    note.textContent = "";
    bar.classList.toggle("sc-day--other", Boolean(words));
    if (!words) { return; }
    note.appendChild(words);
    if (!day.isToday) {
      note.appendChild(button(text("Back to today"), function () { pick(""); }));
    }
  }

  build();
  draw();
  document.addEventListener("catalogday", draw);
})();
