/* What the catalog lists, as a table to keep: the same suppliers in the same order, with the
   verdict on the reader's day. Loaded when first needed. */
(function () {
  "use strict";

  const B = window.Browse;
  const W = window.CatalogWords;
  const DAY = 86400000;

  function text(title, width, value) { return { title: title, kind: "text", width: width, value: value }; }

  function date(title, value) { return { title: title, kind: "date", width: 13, value: value }; }

  function number(title, value) { return { title: title, kind: "number", width: 15, value: value }; }

  function unique(texts) { return Array.from(new Set(texts)).join("; "); }

  function dayNumber(model, day) { return Math.round(model.date(day) / DAY); }

  function verdictColumns(model) {
    function change(one) { return model.change(one.row, one.scopes); }
    return [
      text(catalogText("Supplier"), 38, function (one) { return model.names[one.row]; }),
      text(catalogText("Id"), 24, function (one) { return model.id[one.row]; }),
      text(catalogText("May I buy?"), 20, function (one) { return W.LABELS[W.RANKS[one.rank]]; }),
      date(catalogText("Changes on"), function (one) { return change(one) ? dayNumber(model, change(one).day) : null; }),
      text(catalogText("Then"), 20, function (one) { return change(one) ? W.LABELS[W.RANKS[change(one).rank]] : ""; }),
      text(catalogText("Why"), 50, function (one) {
        return one.rank && one.rank === model.rank(one.row, null) ? model.because(one.row) : "";
      }),
    ];
  }

  function scopeColumns(model) {
    function scopes(one) {
      const all = model.scopesOf[one.row];
      return one.scopes ? one.scopes.map(function (at) { return all[at]; }) : all;
    }
    return [
      text(catalogText("What for"), 36, function (one) {
        return unique(scopes(one).map(function (scope) { return model.categories[scope.category].name; }));
      }),
      text(catalogText("Where"), 30, function (one) {
        return unique(scopes(one).map(function (scope) { return model.places[scope.place].short; }));
      }),
    ];
  }

  function facetColumn(facets, facet) {
    return text(facet.title, 20, function (one) {
      return unique(facet.rows[one.row].map(function (at) { return facet.values[at]; })
        .filter(function (value) { return !value.none; }).map(function (value) { return value.label; }));
    });
  }

  function dayColumn(model, facets, key, title) {
    return date(title, function (one) {
      const day = facets.next(key, one.row);
      return day === null ? null : dayNumber(model, day);
    });
  }

  function spendColumns(facets) {
    function part(at) {
      return function (one) {
        const found = facets.spend[one.row];
        return found ? found[at] : at ? "" : null;
      };
    }
    return !facets.spend ? [] : [
      number(catalogText("Annual spend, estimated"), part(0)),
      text(catalogText("Currency"), 10, part(1)),
    ];
  }

  /* A path on somebody's disk says nothing to others. */
  function pageColumn(model) {
    return !/^https?:$/.test(window.location.protocol) ? [] : [text(catalogText("Page"), 40, function (one) {
      return new URL(B.supplierPage(model.id[one.row]), window.location.href).href;
    })];
  }

  function columns(model, facets) {
    const titles = {
      ends: catalogText("Contract ends"), notice: catalogText("Notice due"), papers: catalogText("Papers run out"),
    };
    const own = facets.plain.map(function (facet) {
      return facet.days ? dayColumn(model, facets, facet.key, titles[facet.key] || facet.title) : facetColumn(facets, facet);
    });
    return [].concat(verdictColumns(model), scopeColumns(model), own, spendColumns(facets), pageColumn(model));
  }

  function table(found) {
    const all = columns(found.model, found.facets);
    return {
      columns: all,
      rows: found.shown.map(function (one) { return all.map(function (column) { return column.value(one); }); }),
    };
  }

  function about(found) {
    const web = /^https?:$/.test(window.location.protocol);
    const rows = [
      [catalogText("Suppliers"), String(found.shown.length)],
      [catalogText("Verdicts on"), W.words(W.today)],
      [catalogText("Records as of"), found.model.data.asOf],
      [catalogText("Search"), (web ? window.location.origin + window.location.pathname : "") + (found.query || catalogText("all suppliers"))],
    ];
    return {
      columns: [text(catalogText("About this table"), 24), text("", 70)],
      rows: rows,
    };
  }

  function save(name, parts, type) {
    const link = B.make("a", { download: name, href: URL.createObjectURL(new Blob(parts, { type: type })) });
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  B.saveTable = function (format, found) {
    const name = "suppliers-" + new Date(W.today * DAY).toISOString().slice(0, 10) + "." + format;
    if (format === "csv") {
      save(name, [window.Sheet.csv(table(found))], "text/csv;charset=utf-8");
      return Promise.resolve(name);
    }
    const sheets = [
      { name: catalogText("Suppliers"), table: table(found) },
      { name: catalogText("About"), table: about(found) },
    ];
    return window.Sheet.xlsx(sheets).then(function (parts) {
      save(name, parts, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      return name;
    });
  };
})();
