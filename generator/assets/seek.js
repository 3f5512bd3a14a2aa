/* The search at the top of every page. “/” or Ctrl-K opens it, the arrows choose, Enter goes there,
   Escape goes back. The field is a combobox, its answers a listbox. Nothing is read before
   somebody comes to it; without it the field leads to the catalog. It sets text, never markup. */
(function () {
  "use strict";

  const MOST = 8;
  const t = window.catalogText;
  const root = document.currentScript.src.replace(/assets\/seek\.js.*$/, ""); // Right at any address.
  const question = document.querySelector("[data-ask]");
  const form = document.querySelector("[data-seek]");
  const field = form && form.querySelector("input");
  let moved = false;
  let panel, list, hint, status, came, model, search, asked, active, wait;

  const make = window.catalogMake;

  /* ---- Reading ---------------------------------------------------------------------------- */

  function read() {
    if (!model) {
      const unread = new Error(t("The search could not be read. Enter leads to the list of suppliers."));
      model = window.catalogScript(root + "assets/words.js", "CatalogMatch")
        .then(function () { return window.catalogScript(root + "assets/finder.js", "Finder"); })
        .catch(function () { throw unread; })
        .then(function () { return window.Finder.loadAll(); })
        .then(function (found) { search = found; });
      model.catch(function () { model = null; });
    }
    return model;
  }

  /* ---- Answers ---------------------------------------------------------------------------- */

  function option(one, number) {
    const item = make("a", {
      id: "seek-" + number, role: "option", tabindex: "-1", "aria-selected": "false",
      "class": "sc-seek__option", href: root + one.path, "data-kind": one.kind,
    });
    if (one.verdict) {
      item.dataset.supplier = one.id;
      item.dataset.verdict = one.verdict;
    }
    const main = make("span", { "class": "sc-seek__main" });
    main.append(make("span", { "class": "sc-seek__title" }, one.title), " ", make("span", { "class": "sc-seek__about" }, one.about));
    if (one.why) { main.append(" ", make("span", { "class": "sc-seek__why" }, one.why)); }
    const side = make("span", { "class": "sc-seek__side" });
    side.appendChild(one.verdict
      ? make("span", { "class": "sc-verdict", "data-verdict": one.verdict }, one.label)
      : make("span", { "class": "sc-tag" }, one.label));
    item.append(main, " ", side);
    return item;
  }

  function everything(text, number) {
    const words = t("All %(num)s suppliers in the catalog", { num: number.toLocaleString("en") });
    return { kind: "all", path: "suppliers/index.html?q=" + encodeURIComponent(text), title: words, about: "", label: t("Filters") };
  }

  function said(found) {
    const number = found.results.length;
    if (!number) { return t("Nothing matches"); }
    if (found.partly) { return t("Nothing matches all of these words. The nearest:"); }
    if (found.nowhere) { return t("“%(place)s” is no place on file. Anywhere:", { place: found.place }); }
    if (found.elsewhere) { return t("Nobody on file offers this in %(place)s. Elsewhere:", { place: found.place }); }
    return number === 1 ? t("1 answer. Arrow keys choose, Enter opens.") : t("%(num)s answers. Arrow keys choose, Enter opens.", { num: number });
  }

  function draw() {
    const text = field.value.trim();
    asked = text;
    moved = false;
    choose(-1);
    list.textContent = "";
    if (text.length < 2) {
      status.textContent = "";
      close();
      return;
    }
    const found = search.find(text, MOST);
    const rows = found.results.slice();
    if (found.suppliers > 3) { rows.push(everything(text, found.suppliers)); }
    rows.forEach(function (one, number) { list.appendChild(option(one, number)); });
    list.hidden = !rows.length;
    panel.querySelector("[data-nothing]").hidden = rows.length > 0;
    status.textContent = said(found);
    // What the list alone does not say is seen, too.
    hint.textContent = rows.length && (found.partly || found.elsewhere || found.nowhere) ? said(found) : "";
    open(rows.length > 0);
    if (rows.length && rows[0].sure) { choose(0); }
  }

  function ask() {
    window.clearTimeout(wait);
    wait = window.setTimeout(function () {
      read().then(function () {
        if (field.value.trim() !== asked) { draw(); }
        if (window.Finder.hasNumber(field.value) && !search.model.numbers) {
          window.Finder.loadNumbers(search.model).then(function () {
            if (!moved) { draw(); }
          }, function () {});
        }
      }, function (error) { status.textContent = error.message; });
    }, search ? 30 : 0);
  }

  /* ---- The list --------------------------------------------------------------------------- */

  function open(some) {
    panel.hidden = false;
    field.setAttribute("aria-expanded", String(some));
  }

  function close() {
    panel.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    active = number;
    Array.from(list.children).forEach(function (one, at) {
      one.setAttribute("aria-selected", String(at === number));
      if (at === number) { one.scrollIntoView({ block: "nearest" }); }
    });
    if (number < 0) {
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", "seek-" + number);
    }
  }

  function move(by) {
    const count = list.children.length;
    moved = true;
    if (panel.hidden) {
      if (search && field.value.trim().length > 1) { draw(); }
      return;
    }
    if (count) { choose(active < 0 ? (by > 0 ? 0 : count - 1) : (active + by + count) % count); }
  }

  function key(event) {
    if (event.isComposing) { return; }
    if (search && !panel.hidden && field.value.trim() !== asked && /^(?:Arrow(?:Up|Down)|Enter)$/.test(event.key)) {
      window.clearTimeout(wait);
      draw();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].click();
    } else if (event.key === "Escape" && (came || !panel.hidden)) {
      event.preventDefault();
      close();
      leave();
    }
  }

  /* ---- Coming and going ------------------------------------------------------------------- */

  /* Deep in a page, or where the header shows no field, it comes to the reader: the page stays. */
  function come() {
    if (document.activeElement === field) {
      field.select();
      return;
    }
    came = document.activeElement;
    form.classList.toggle("sc-search--over", !form.offsetParent || form.getBoundingClientRect().bottom < 0);
    field.focus({ preventScroll: true });
    field.select();
  }

  function leave() {
    form.classList.remove("sc-search--over");
    const back = came;
    came = null;
    if (back && back !== document.body && back.isConnected) {
      back.focus({ preventScroll: true });
    } else if (back) {
      field.blur();
    }
  }

  function typing(target) {
    return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(?:checkbox|radio|button|submit)$/.test(target.type);
  }

  document.addEventListener("keydown", function (event) {
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const stroke = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
    if (!letter && !stroke) { return; }
    event.preventDefault();
    if (question) {
      question.focus();
      question.select();
    } else if (field) {
      come();
    }
  });

  function nothing() {
    const box = make("div", { "class": "sc-seek__nothing", "data-nothing": "" });
    box.append(
      make("p", {}, t("Nothing matches. Try a plainer word, such as what it is for.")),
      make("a", { href: root + "categories/index.html" }, t("All categories")), " · ",
      make("a", { href: root + "index.html#lost" }, t("Ask procurement")));
    return box;
  }

  function prepare() {
    status = make("p", { role: "status", "class": "sc-seek__status" });
    list = make("div", { id: "seek-list", role: "listbox", "class": "sc-seek__list", "aria-label": t("Answers") });
    panel = make("div", { "class": "sc-seek" });
    panel.hidden = true;
    hint = make("p", { "class": "sc-seek__hint", "aria-hidden": "true" });
    panel.append(hint, list, nothing());
    form.append(panel, status, make("kbd", { "class": "sc-search__key", "aria-hidden": "true" }, "/"));
    field.type = "text";
    const about = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "seek-list", "aria-keyshortcuts": "/ Control+K", enterkeyhint: "search" };
    Object.keys(about).forEach(function (name) { field.setAttribute(name, about[name]); });
    field.addEventListener("focus", function () { read().catch(function () {}); });
    field.addEventListener("input", ask);
    field.addEventListener("keydown", key);
    form.addEventListener("focusout", function (event) {
      if (!form.contains(event.relatedTarget)) {
        close();
        form.classList.remove("sc-search--over");
        came = null;
      }
    });
    panel.addEventListener("mousedown", function (event) { event.preventDefault(); });
    if (document.activeElement === field && field.value) { ask(); }
  }

  if (form && !question) { prepare(); }
})();
