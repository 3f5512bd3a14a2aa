/* Tables as CSV and XLSX, made in the browser without a request. Loaded when first needed.

   A table is {columns: [{title, kind, width}], rows: [[value]]}; kind is text, number or date
   (a date is a day number since 1970). No text can become a formula: CSV puts an apostrophe in
   front, as the site's own downloads do; XLSX marks each text as a text. */
(function () {
  "use strict";

  const STARTS = new Set("=+-@\t\r\n\0＝＋－＠﹦﹢﹣﹫");
  const SKIPPED = /[\s\p{Cc}\p{Cf}]/u;
  const EPOCH = 25569; // 1 January 1970 in a spreadsheet
  const LONGEST = 32000;

  function isFormula(text) {
    for (const char of text) {
      if (STARTS.has(char)) { return true; }
      if (!SKIPPED.test(char)) { return false; }
    }
    return false;
  }

  function iso(day) { return new Date(day * 86400000).toISOString().slice(0, 10); }

  /* ---- CSV -------------------------------------------------------------------------------- */

  function csvCell(value, kind) {
    const text = value === null ? "" : kind === "date" ? iso(value) : String(value);
    const safe = kind === "text" && isFormula(text) ? "'" + text : text;
    return "\"" + safe.replace(/"/g, "\"\"") + "\"";
  }

  function csv(table) {
    const lines = [table.columns.map(function (one) { return csvCell(one.title, "text"); })];
    table.rows.forEach(function (row) {
      lines.push(row.map(function (value, at) { return csvCell(value, table.columns[at].kind); }));
    });
    return "\ufeff" + lines.map(function (line) { return line.join(",") + "\r\n"; }).join("");
  }

  /* ---- XLSX ------------------------------------------------------------------------------- */

  const HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  /* What XML 1.0 cannot hold is left out. */
  function xml(text) {
    return text.slice(0, LONGEST)
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function columnName(at) {
    return (at >= 26 ? columnName(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + at % 26);
  }

  /* Styles: 0 plain, 1 heading, 2 date, 3 a text that looks like a formula, 4 number. */
  function xlsxCell(value, kind, place, style) {
    if (value === null || value === "") { return ""; }
    if (kind === "number") { return "<c r=\"" + place + "\" s=\"4\"><v>" + Number(value) + "</v></c>"; }
    if (kind === "date") { return "<c r=\"" + place + "\" s=\"2\"><v>" + (value + EPOCH) + "</v></c>"; }
    const text = String(value);
    return "<c r=\"" + place + "\" t=\"inlineStr\" s=\"" + (isFormula(text) ? 3 : style) +
      "\"><is><t xml:space=\"preserve\">" + xml(text) + "</t></is></c>";
  }

  function worksheet(table) {
    const last = columnName(table.columns.length - 1);
    const widths = table.columns.map(function (one, at) {
      return "<col min=\"" + (at + 1) + "\" max=\"" + (at + 1) + "\" width=\"" + one.width + "\" customWidth=\"1\"/>";
    });
    const rows = [table.columns.map(function (one) { return one.title; })].concat(table.rows);
    const cells = rows.map(function (row, line) {
      return "<row r=\"" + (line + 1) + "\">" + row.map(function (value, at) {
        const kind = line ? table.columns[at].kind : "text";
        return xlsxCell(value, kind, columnName(at) + (line + 1), line ? 0 : 1);
      }).join("") + "</row>";
    });
    return HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">" +
      "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>" +
      "<cols>" + widths.join("") + "</cols><sheetData>" + cells.join("") + "</sheetData>" +
      "<autoFilter ref=\"A1:" + last + rows.length + "\"/></worksheet>";
  }

  const STYLES = HEAD + "<styleSheet xmlns=\"" + MAIN + "\">" +
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>" +
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>" +
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>" +
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>" +
    "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>" +
    "<cellXfs count=\"5\"><xf/><xf fontId=\"1\" applyFont=\"1\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/>" +
    "<xf quotePrefix=\"1\"/><xf numFmtId=\"4\" applyNumberFormat=\"1\"/></cellXfs>" +
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

  function workbook(sheets) {
    return HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>" +
      sheets.map(function (one, at) {
        return "<sheet name=\"" + xml(one.name) + "\" sheetId=\"" + (at + 1) + "\" r:id=\"r" + at + "\"/>";
      }).join("") + "</sheets></workbook>";
  }

  function relations(pairs) {
    return HEAD + "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + pairs.map(function (pair, at) {
      return "<Relationship Id=\"r" + at + "\" Type=\"" + OFFICE + "/" + pair[0] + "\" Target=\"" + pair[1] + "\"/>";
    }).join("") + "</Relationships>";
  }

  function contentTypes(sheets) {
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    return HEAD + "<Types xmlns=\"" + PACKAGE + "content-types\">" +
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "sheet.main+xml\"/>" +
      "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/>" +
      sheets.map(function (_, at) {
        return "<Override PartName=\"/xl/worksheets/sheet" + (at + 1) + ".xml\" ContentType=\"" + type + "worksheet+xml\"/>";
      }).join("") + "</Types>";
  }

  /* A promise of the workbook's bytes; `sheets` are {name, table}. */
  function xlsx(sheets) {
    const parts = sheets.map(function (_, at) { return ["worksheet", "worksheets/sheet" + (at + 1) + ".xml"]; });
    const files = [
      ["[Content_Types].xml", contentTypes(sheets)],
      ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
      ["xl/workbook.xml", workbook(sheets)],
      ["xl/_rels/workbook.xml.rels", relations(parts.concat([["styles", "styles.xml"]]))],
      ["xl/styles.xml", STYLES],
    ].concat(sheets.map(function (one, at) { return ["xl/" + parts[at][1], worksheet(one.table)]; }));
    return zip(files);
  }

  /* ---- ZIP -------------------------------------------------------------------------------- */

  const CRCS = new Uint32Array(256).map(function (_, n) {
    for (let k = 0; k < 8; k += 1) { n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1; }
    return n >>> 0;
  });

  function crc32(bytes) {
    let crc = 0xffffffff;
    for (let i = 0; i < bytes.length; i += 1) { crc = CRCS[(crc ^ bytes[i]) & 255] ^ crc >>> 8; }
    return (crc ^ 0xffffffff) >>> 0;
  }

  function deflated(bytes) {
    if (!window.CompressionStream) { return Promise.resolve(null); }
    const stream = new Blob([bytes]).stream().pipeThrough(new window.CompressionStream("deflate-raw"));
    return new Response(stream).arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
  }

  /* The fields that a file's own header and the directory share, as little-endian numbers. */
  function fields(view, at, one) {
    const day = 1 << 5 | 1; // 1 January 1980
    [[2, 20], [2, 0x800], [2, one.method], [2, 0], [2, day], [4, one.crc], [4, one.data.length],
      [4, one.size], [2, one.name.length], [2, 0]].forEach(function (pair) {
      if (pair[0] === 2) { view.setUint16(at, pair[1], true); } else { view.setUint32(at, pair[1], true); }
      at += pair[0];
    });
  }

  function header(one) {
    const view = new DataView(new ArrayBuffer(30));
    view.setUint32(0, 0x04034b50, true);
    fields(view, 4, one);
    return [new Uint8Array(view.buffer), one.name, one.data];
  }

  function entry(one) {
    const view = new DataView(new ArrayBuffer(46));
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, 20, true);
    fields(view, 6, one);
    view.setUint32(42, one.at, true);
    return [new Uint8Array(view.buffer), one.name];
  }

  function length(parts) {
    return parts.reduce(function (sum, one) { return sum + one.length; }, 0);
  }

  function ending(count, size, at) {
    const view = new DataView(new ArrayBuffer(22));
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, size, true);
    view.setUint32(16, at, true);
    return new Uint8Array(view.buffer);
  }

  function zip(files) {
    const encoder = new TextEncoder();
    return Promise.all(files.map(function (file) {
      const bytes = encoder.encode(file[1]);
      return deflated(bytes).then(function (small) {
        return {
          name: encoder.encode(file[0]), data: small || bytes, method: small ? 8 : 0,
          crc: crc32(bytes), size: bytes.length, at: 0,
        };
      });
    })).then(function (entries) {
      let parts = [];
      entries.forEach(function (one) {
        one.at = length(parts);
        parts = parts.concat(header(one));
      });
      const directory = entries.flatMap(entry);
      const at = length(parts);
      return parts.concat(directory, [ending(entries.length, length(directory), at)]);
    });
  }

  window.Sheet = { csv: csv, xlsx: xlsx, isFormula: isFormula };
})();
