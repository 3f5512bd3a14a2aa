/* Suppliers picked to be compared, up to four, at the foot of the list. */
(function () {
  "use strict";

  const B = window.Browse = window.Browse || {};
  const make = B.make;
  B.MOST = 4;

  B.compareAddress = function (ids) {
    const query = new URLSearchParams();
    ids.forEach(function (id) { query.append("s", id); });
    return B.root + "suppliers/compare/index.html" + (ids.length ? "?" + query.toString() : "");
  };

  /* `place` is empty markup of the page; `change(ids)` takes what is picked from now on. */
  function Tray(place, nameOf, change) {
    this.place = place;
    this.nameOf = nameOf;
    this.change = change;
    this.list = place.querySelector("ul");
    this.link = place.querySelector("a");
    this.said = place.querySelector("[role=status]");
    place.querySelector("[data-empty]").addEventListener("click", function () {
      change([]);
      document.getElementById("q").focus();
    });
  }

  Tray.prototype.item = function (id, ids) {
    const change = this.change;
    const place = this.place;
    const li = make("li");
    const button = make("button", { type: "button", "class": "ct-chip" }, this.nameOf(id));
    button.appendChild(make("span", { "class": "sc-visually-hidden" }, catalogText(", take out of the comparison")));
    button.addEventListener("click", function () {
      change(ids.filter(function (one) { return one !== id; }));
      const next = place.hidden ? document.getElementById("q") : place.querySelector("button");
      next.focus();
    });
    li.appendChild(button);
    return li;
  };

  Tray.prototype.draw = function (ids) {
    this.place.hidden = !ids.length;
    this.list.replaceChildren.apply(this.list, ids.map(function (id) { return this.item(id, ids); }, this));
    this.link.href = B.compareAddress(ids);
    this.link.textContent = ids.length > 1 ? catalogText("Compare %(n)s", { n: ids.length }) : catalogText("Compare");
    this.said.textContent = !ids.length ? ""
      : ids.length === 1 ? catalogText("Pick one more to compare.")
      : ids.length < B.MOST ? catalogText("%(n)s of %(most)s picked.", { n: ids.length, most: B.MOST })
      : catalogText("Four picked: that is the most.");
  };

  B.Tray = Tray;
})();
