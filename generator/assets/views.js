/* Searches that a reader keeps by name, in this browser. A view is its address, so it can be sent. */
(function () {
  "use strict";

  const B = window.Browse = window.Browse || {};
  const make = B.make;
  const KEY = "supplier-catalog-views";
  const MOST = 50;
  const LONGEST = 60;

  function clean(found) {
    return (Array.isArray(found) ? found : []).filter(function (one) {
      return one && typeof one.name === "string" && typeof one.query === "string" && one.name.trim();
    }).slice(0, MOST).map(function (one) {
      return { name: one.name.trim().slice(0, LONGEST), query: one.query };
    });
  }

  function read() {
    try {
      return clean(JSON.parse(window.localStorage.getItem(KEY)));
    } catch (error) {
      return []; // Storage is off, or holds something else.
    }
  }

  function write(views) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(views));
      return true;
    } catch (error) {
      return false;
    }
  }

  /* `act` has query() → the present address' query, and go(query). */
  function Views(place, act) {
    this.place = place;
    this.act = act;
    this.list = place.querySelector("[data-views-list]");
    this.said = place.querySelector("[role=status]");
    this.field = place.querySelector("input[name=view]");
    this.link = place.querySelector("input[name=link]");
    place.querySelector("form").addEventListener("submit", this.save.bind(this));
    place.querySelector("[data-copy]").addEventListener("click", this.copy.bind(this));
    place.addEventListener("toggle", this.draw.bind(this));
    window.addEventListener("storage", function (event) {
      if (event.key === KEY) { this.draw(); }
    }.bind(this));
  }

  Views.prototype.say = function (text) { this.said.textContent = text; };

  Views.prototype.save = function (event) {
    event.preventDefault();
    const name = this.field.value.trim().slice(0, LONGEST);
    if (!name) {
      this.say(catalogText("Give the view a name."));
      this.field.focus();
      return;
    }
    const others = read().filter(function (one) { return one.name !== name; });
    const kept = others.length < MOST && write([{ name: name, query: this.act.query() }].concat(others));
    if (kept) { this.field.value = ""; }
    this.say(kept ? catalogText("Saved in this browser.")
      : others.length >= MOST ? catalogText("There are 50 views. Delete one first.")
      : catalogText("This browser keeps nothing for this page. Copy the link instead."));
    this.draw();
  };

  Views.prototype.copy = function () {
    const field = this.link;
    const say = this.say.bind(this);
    field.select();
    const copied = window.navigator.clipboard && window.navigator.clipboard.writeText(field.value);
    if (copied) {
      copied.then(function () { say(catalogText("Copied.")); }, function () { say(catalogText("Copy the marked text.")); });
    } else {
      say(catalogText("Copy the marked text."));
    }
  };

  Views.prototype.item = function (view) {
    const views = this;
    const li = make("li");
    const link = make("a", { href: window.location.pathname + view.query }, view.name);
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      views.act.go(view.query);
    });
    const drop = make("button", { type: "button", "class": "sc-button sc-button--quiet sc-button--small" }, catalogText("Delete"));
    drop.appendChild(make("span", { "class": "sc-visually-hidden" }, " " + view.name));
    drop.addEventListener("click", function () {
      write(read().filter(function (one) { return one.name !== view.name; }));
      views.say(catalogText("Deleted."));
      views.draw();
      views.field.focus();
    });
    li.append(link, drop);
    return li;
  };

  Views.prototype.draw = function () {
    const found = read();
    this.link.value = window.location.href.split(/[?#]/)[0] + this.act.query();
    this.list.replaceChildren.apply(this.list, found.map(this.item, this));
    this.list.hidden = !found.length;
  };

  B.Views = Views;
})();
