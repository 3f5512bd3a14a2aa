/* Works out an order on a supplier's page: quantity, price, total, and whether it fits a budget.
   Exact: whole numbers of ten-thousandths (BigInt), never a float. Nothing typed is kept. */
(function () {
  "use strict";

  const SCALE = 10000n;

  /* "2.5" in ten-thousandths; null for what is no number up to four decimals. */
  function units(text) {
    const parts = /^(\d{1,15})(?:\.(\d{1,4}))?$/.exec(text);
    return parts ? BigInt(parts[1] + (parts[2] || "").padEnd(4, "0")) : null;
  }

  /* What a person typed: 1,200.50 and 1 200.50 too. 1.200 may mean two things, so it is asked. */
  function typed(text) {
    const plain = text.trim().replace(/^[A-Z]{3}\s+/, "");
    if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(plain)) { return null; }
    const grouped = /^\d{1,3}([, \u00a0\u202f']\d{3})+(\.\d+)?$/.test(plain);
    return units(grouped ? plain.replace(/[, \u00a0\u202f']/g, "") : plain);
  }

  function roundedUp(value, step) {
    return step > 0n ? (value + step - 1n) / step * step : value;
  }

  /* Ten-thousandths squared as the smallest coins of a currency, half up. */
  function coins(product, places) {
    const one = 10n ** BigInt(8 - places);
    return (product + one / 2n) / one;
  }

  /* A number of `places` decimals as text, trailing noughts kept as far as `kept`. */
  function decimal(value, places, kept) {
    const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
    const whole = digits.slice(0, digits.length - places);
    let part = digits.slice(digits.length - places);
    while (part.length > kept && part.endsWith("0")) { part = part.slice(0, -1); }
    return (value < 0n ? "-" : "") + whole + (part ? "." + part : "");
  }

  /* The price of the highest quantity reached that holds on the day; of two, the newer. */
  function priceFor(offer, quantity, today) {
    let best = null;
    offer.prices.forEach(function (one) {
      if (units(one[0]) > quantity || one[3] > today || (one[4] && one[4] < today)) { return; }
      const more = best === null ? 1n : units(one[0]) - units(best[0]);
      if (more > 0n || (more === 0n && one[3] > best[3])) { best = one; }
    });
    return best;
  }

  /* The order: {quantity, notes} and, with a price, {price, currency, total, fits, left, above}.
     Notes are words without spaces; amounts are decimal texts. */
  function work(data, offer, wanted, budget, today) {
    const asked = typed(wanted);
    if (asked === null || asked === 0n) { return { notes: ["no-quantity"] }; }
    const notes = [];
    const step = units(offer.step || "0");
    const least = units(offer.least || "0");
    let quantity = asked;
    if (quantity < least) { quantity = least; notes.push("minimum"); }
    if (roundedUp(quantity, step) !== quantity) { quantity = roundedUp(quantity, step); notes.push("increment"); }
    if (offer.most && quantity > units(offer.most)) { notes.push("maximum"); }
    const result = { quantity: decimal(quantity, 4, 0), notes: notes };
    const price = priceFor(offer, quantity, today);
    if (price === null) { notes.push("no-price"); return result; }
    const places = data.places[price[2]];
    const product = quantity * units(price[1]);
    const total = coins(product, places);
    const whole = 10n ** BigInt(places);
    if (total * 10n ** BigInt(8 - places) !== product) { notes.push("rounded"); }
    result.price = price[1];
    result.currency = price[2];
    result.total = decimal(total, places, places);
    if (offer.worth) {
      const worth = units(offer.worth[0]);
      if (offer.worth[1] !== price[2]) { notes.push("other-worth"); }
      else if (total * SCALE < worth * whole) { notes.push("worth"); }
    }
    if (budget.trim()) {
      const money = typed(budget);
      if (money === null) {
        notes.push("no-budget");
      } else {
        const left = money * whole - total * SCALE;
        result.fits = left >= 0n;
        result.left = decimal(left, 4 + places, places);
      }
    }
    result.above = [];
    (data.limits[price[2]] || []).forEach(function (one, index) {
      if (one === null) { notes.push("no-rate"); }
      else if (total * SCALE > units(one) * whole) { result.above.push(index); }
    });
    return result;
  }

  window.CatalogOrder = { work: work };

  /* From here on: the page. */

  function shown(amount) {
    const parts = amount.replace("-", "").split(".");
    const grouped = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return grouped + (parts[1] && /[1-9]/.test(parts[1]) ? "." + parts[1] : "");
  }

  function money(amount, currency) {
    return currency + "\u00a0" + shown(amount);
  }

  function noteText(code, offer, result) {
    switch (code) {
      case "no-quantity": return catalogText("Type how many you need, for example 12 or 2.5.");
      case "minimum": return catalogText("The smallest order is %(n)s.", { n: offer.least });
      case "increment": return catalogText("Orders go up in steps of %(n)s: rounded up.", { n: offer.step });
      case "maximum": return catalogText("At most %(n)s can be ordered at once. Ask, or order in parts.", { n: offer.most });
      case "no-price": return catalogText("No price on file holds for this quantity today. Ask for a quote.");
      case "rounded": return catalogText("The total is rounded.");
      case "worth": return catalogText("The smallest order is worth %(money)s: add to it, or ask.", { money: money(offer.worth[0], offer.worth[1]) });
      case "other-worth": return catalogText("The smallest order is worth %(money)s.", { money: money(offer.worth[0], offer.worth[1]) });
      case "no-budget": return catalogText("Type the budget as a plain number, for example 1200 or 1200.50.");
      default: return catalogText("No exchange rate is on file to compare a limit with %(currency)s.", { currency: result.currency });
    }
  }

  function add(parent, name, text, kind) {
    const element = document.createElement(name);
    if (text) { element.textContent = text; }
    if (kind) { element.className = kind; }
    parent.appendChild(element);
    return element;
  }

  function row(list, term, text) {
    const place = add(list, "div");
    add(place, "dt", term);
    return add(place, "dd", text);
  }

  function budgetText(result) {
    const left = money(result.left, result.currency);
    return result.fits
      ? catalogText("Yes, %(money)s is left", { money: left })
      : catalogText("No, %(money)s is missing", { money: left });
  }

  /* What the handbook asks for at that amount: the lines of the page's own list. */
  function showLimits(place, data, result) {
    const lines = document.querySelectorAll("[data-limits] > li");
    if (!lines.length || !result.above) { return; }
    if (!result.above.some(function (index) { return data.quotes[index]; })) {
      add(place, "p", catalogText("An order of this amount needs no other quotes."));
    }
    const approvals = result.above.filter(function (index) { return !data.quotes[index]; });
    const highest = approvals[approvals.length - 1];
    if (result.above.length) {
      add(place, "p", catalogText("For a purchase of this amount the handbook asks for:"));
      const list = add(place, "ul");
      result.above.forEach(function (index) {
        /* Of those who may approve, only the highest that is needed. */
        if (data.quotes[index] || index === highest) { list.appendChild(lines[index].cloneNode(true)); }
      });
    }
  }

  function stopped() {
    const verdict = document.querySelector("main").dataset.verdict;
    return verdict === "ask" || verdict === "do-not-use";
  }

  function show(place, data, offer, result) {
    place.textContent = "";
    const list = add(place, "dl", "", "sp-calc__sums");
    if (result.quantity) { row(list, catalogText("You order"), shown(result.quantity)); }
    if (result.total) {
      row(list, catalogText("Price of one"), money(result.price, result.currency));
      row(list, catalogText("Total"), money(result.total, result.currency)).className = "sp-calc__total";
    }
    if (result.left) { row(list, catalogText("Fits the budget?"), budgetText(result)); }
    if (!list.firstChild) { list.remove(); }
    result.notes.forEach(function (code) { add(place, "p", noteText(code, offer, result), "sc-small"); });
    showLimits(place, data, result);
    if (stopped()) { add(place, "p", catalogText("This supplier may not be used today: do not order yet.")); }
  }

  function today() {
    const now = new Date();
    const pad = function (number) { return String(number).padStart(2, "0"); };
    return now.getFullYear() + "-" + pad(now.getMonth() + 1) + "-" + pad(now.getDate());
  }

  const block = document.getElementById("prices");
  const data = block && JSON.parse(block.textContent);
  document.querySelectorAll("form.sp-calc").forEach(function (form) {
    const offer = data.offers[Number(form.dataset.offer)];
    const fields = form.querySelectorAll("input");
    const place = form.querySelector("output");
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () {
      if (!fields[0].value.trim()) { place.textContent = ""; return; }
      show(place, data, offer, work(data, offer, fields[0].value, fields[1].value, today()));
    });
  });
})();
