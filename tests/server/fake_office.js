// Excel as an Office.js client sees it, over a state that comes from a real .xlsx.
//
// Kept true: nothing happens before context.sync(); a property read before it is
// loaded and synced throws; a failing operation stops the batch and what came before
// it stays; members that are not here throw; locked cells, formats and structure of
// protected sheets are refused; an older ExcelApi lacks its later members; a text
// that looks like a number or a date becomes one, as when it is typed.
//
// window.__state is set before this file runs; window.__office collects what is told.
(() => {
  const state = window.__state;
  const told = (window.__office = { dialogs: [], paneShown: 0, functions: {}, actions: {} });

  class OfficeError extends Error {
    constructor(code, message) {
      super(message || code);
      this.code = code;
    }
  }
  const fail = (code, message) => {
    throw new OfficeError(code, message);
  };
  const supports = (name, version) => {
    const has = { ExcelApi: state.api, SharedRuntime: "1.1", CustomFunctionsRuntime: "1.4" };
    const [major, minor] = String(has[name] || "0.0").split(".").map(Number);
    const [wantMajor, wantMinor] = String(version).split(".").map(Number);
    return major > wantMajor || (major === wantMajor && minor >= (wantMinor || 0));
  };

  // Addresses: [row, column, rows, columns], counted from 0

  const letters = (n) => (n < 0 ? "" : letters(Math.floor(n / 26) - 1) + String.fromCharCode(65 + (n % 26)));
  const number = (text) => [...text].reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 64, 0) - 1;
  const cellName = (row, column) => letters(column) + (row + 1);
  const corner = (text) => {
    const found = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(text) || fail("InvalidArgument", text);
    return [Number(found[2]) - 1, number(found[1])];
  };
  const parse = (address) => {
    const [first, last = first] = address.split("!").pop().split(":");
    const [row, column] = corner(first);
    const [endRow, endColumn] = corner(last);
    return [row, column, endRow - row + 1, endColumn - column + 1];
  };
  const format = ([row, column, rows, columns]) => {
    const first = cellName(row, column);
    return rows * columns === 1 ? first : `${first}:${cellName(row + rows - 1, column + columns - 1)}`;
  };
  const each = function* ([row, column, rows, columns]) {
    for (let r = 0; r < rows; r += 1) for (let c = 0; c < columns; c += 1) yield [r, c, cellName(row + r, column + c)];
  };
  const matrix = (box, get) => {
    const rows = Array.from({ length: box[2] }, () => []);
    for (const [r, , name] of each(box)) rows[r].push(get(name));
    return rows;
  };
  const qualified = (sheet, box) =>
    `${/^\w+$/.test(sheet.name) ? sheet.name : `'${sheet.name.replaceAll("'", "''")}'`}!${format(box)}`;

  // The model

  const cell = (sheet, name) => (sheet.cells[name] ??= {});
  const peek = (sheet, name) => sheet.cells[name] || {};
  const demandOpen = (sheet, box) => {
    if (!sheet.protected) return;
    for (const [, , name] of each(box)) if (!peek(sheet, name).open) fail("AccessDenied", `locked: ${name}`);
  };
  const demand = (sheet, right) => {
    if (sheet.protected && !sheet.allow[right]) fail("AccessDenied", `protected: ${right}`);
  };
  const demandStructure = () => state.structureLocked && fail("AccessDenied", "protected structure");
  const serial = (text) => Math.round(Date.parse(`${text}Z`) / 864e5) + 25569;

  function type(sheet, name, value) {
    if (value === null) return;
    const target = cell(sheet, name);
    delete target.f;
    if (typeof value !== "string" || target.nf === "@") target.v = value;
    else if (value.startsWith("=")) [target.f, target.v] = [value, ""];
    else if (value.startsWith("'")) target.v = value.slice(1);
    else if (/^-?\d+(\.\d+)?$/.test(value)) target.v = Number(value);
    else if (/^\d{4}-\d\d-\d\d$/.test(value)) {
      target.v = serial(value);
      if ((target.nf || "General") === "General") target.nf = "yyyy-mm-dd";
    } else target.v = value;
  }
  function write(ref, values) {
    const { sheet, box } = ref;
    demandOpen(sheet, box);
    const single = !Array.isArray(values);
    if (!single && (values.length !== box[2] || values.some((row) => row.length !== box[3])))
      fail("InvalidArgument", "the array's size is not the range's");
    for (const [r, c, name] of each(box)) type(sheet, name, single ? values : values[r][c]);
  }
  const used = (sheet) => {
    const names = Object.keys(sheet.cells).filter((n) => (peek(sheet, n).v ?? "") !== "" || peek(sheet, n).f);
    if (!names.length) return null;
    const at = names.map(corner);
    const rows = at.map((a) => a[0]);
    const columns = at.map((a) => a[1]);
    const [top, left] = [Math.min(...rows), Math.min(...columns)];
    return [top, left, Math.max(...rows) - top + 1, Math.max(...columns) - left + 1];
  };
  const paint = (ref, change) => {
    demand(ref.sheet, "formatCells");
    for (const [r, c, name] of each(ref.box)) change(cell(ref.sheet, name), r, c);
  };
  const sheetOf = (name) => state.sheets.find((s) => s.name.toLowerCase() === String(name).toLowerCase());
  const activeSheet = () => state.sheets[state.active];
  const named = (formula) => {
    const found = /^='?(.+?)'?!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$/.exec(formula);
    const sheet = found && sheetOf(found[1].replaceAll("''", "'"));
    return sheet ? { sheet, box: parse(found[2].replaceAll("$", "")) } : null;
  };
  const formatProperty = (key, right = "formatCells") => ({
    set: (ref, value) => {
      demand(ref.sheet, right);
      for (const [, , name] of each(ref.box)) (cell(ref.sheet, name).format ??= {})[key] = value;
    },
  });
  const value = (key) => ({ get: (m) => m[key] });
  const both = (key) => ({ get: (m) => m[key], set: (m, v) => { m[key] = v; } });
  const tableBox = (table, part) => {
    const [row, column, rows, columns] = parse(table.address);
    const head = table.showHeaders ? 1 : 0;
    const foot = table.showTotals ? 1 : 0;
    if (part === "body") return [row + head, column, rows - head - foot, columns];
    if (part === "head") return [row, column, 1, columns];
    if (part === "foot") return [row + rows - 1, column, 1, columns];
    return [row, column, rows, columns];
  };
  const part = (which) => ({ kind: "Range", find: (t) => ({ sheet: t.sheet, box: tableBox(t, which) }) });
  const byName = (list, name) => list.find((i) => i.name.toLowerCase() === String(name).toLowerCase());
  const collection = (item, list, more = {}) => ({
    item, list,
    calls: {
      getItem: { kind: item, find: (m, name) => byName(list(m), name) || fail("ItemNotFound", name) },
      getItemOrNullObject: { kind: item, find: (m, name) => byName(list(m), name) || null },
      ...more,
    },
  });
  const tablesOf = (sheet) => sheet.tables.map((t) => Object.defineProperty(t, "sheet", { value: sheet }));
  const action = (run) => ({ run });

  // kind -> scalar properties, children (same model or another), and calls

  const KINDS = {
    Workbook: {
      scalars: { name: value("name") },
      children: { worksheets: "Worksheets", names: "Names", tables: "Tables", application: "Application" },
      calls: {
        getSelectedRange: {
          kind: "Range",
          find: () => (state.selection ? { sheet: activeSheet(), box: parse(state.selection) } : fail("InvalidSelection")),
        },
      },
    },
    Application: {
      scalars: { calculationMode: both("calculationMode") },
      children: { cultureInfo: "Culture" },
      calls: { calculate: action(() => {}), suspendScreenUpdatingUntilNextSync: action(() => {}) },
    },
    Culture: { scalars: { name: { get: () => "sv-SE" } }, children: { datetimeFormat: "DateFormat" } },
    DateFormat: { scalars: { shortDatePattern: { get: () => "yyyy-MM-dd" } } },
    Worksheets: collection("Worksheet", () => state.sheets, {
      getActiveWorksheet: { kind: "Worksheet", find: activeSheet },
      add: {
        kind: "Worksheet", once: true,
        find: (_, name = `Blad${state.sheets.length + 1}`) => {
          demandStructure();
          if (sheetOf(name)) fail("ItemAlreadyExists", name);
          const sheet = { name, visibility: "Visible", showGridlines: true, protected: false, allow: {}, cells: {}, tables: [], names: [], notes: {}, added: true };
          state.sheets.push(sheet);
          return sheet;
        },
      },
    }),
    Worksheet: {
      scalars: {
        name: { get: (s) => s.name, set: (s, v) => { demandStructure(); s.name = v; } },
        position: {
          get: (s) => state.sheets.indexOf(s),
          set: (s, v) => { demandStructure(); state.sheets.splice(state.sheets.indexOf(s), 1); state.sheets.splice(v, 0, s); },
        },
        visibility: { get: (s) => s.visibility, set: (s, v) => { demandStructure(); s.visibility = v; } },
        showGridlines: both("showGridlines"),
      },
      children: {
        names: "SheetNames", tables: "SheetTables", notes: { kind: "Notes", since: "1.18" }, charts: "Nothing",
        shapes: "Nothing", pivotTables: "Nothing", pageLayout: "PageLayout", protection: "Protection",
        onSelectionChanged: "Event",
      },
      calls: {
        getRange: { kind: "Range", find: (s, address) => ({ sheet: s, box: address ? parse(address) : [0, 0, 1048576, 16384] }) },
        getRangeByIndexes: { kind: "Range", find: (s, ...box) => ({ sheet: s, box }) },
        getUsedRangeOrNullObject: { kind: "Range", find: (s) => (used(s) ? { sheet: s, box: used(s) } : null) },
        activate: action((s) => { if (s.visibility !== "Visible") fail("InvalidOperation", "hidden sheet"); state.active = state.sheets.indexOf(s); }),
        delete: action((s) => { demandStructure(); state.sheets.splice(state.sheets.indexOf(s), 1); }),
      },
    },
    Range: {
      scalars: {
        address: { get: (r) => qualified(r.sheet, r.box) },
        rowIndex: { get: (r) => r.box[0] }, columnIndex: { get: (r) => r.box[1] },
        rowCount: { get: (r) => r.box[2] }, columnCount: { get: (r) => r.box[3] },
        values: { get: (r) => matrix(r.box, (n) => peek(r.sheet, n).v ?? ""), set: write },
        formulas: { get: (r) => matrix(r.box, (n) => peek(r.sheet, n).f ?? peek(r.sheet, n).v ?? ""), set: write },
        numberFormat: {
          get: (r) => matrix(r.box, (n) => peek(r.sheet, n).nf || "General"),
          set: (r, v) => paint(r, (c, i, j) => { c.nf = (v[i] || v[0])[j] ?? v[0][0]; }),
        },
        hyperlink: {
          get: (r) => peek(r.sheet, format(r.box)).link ?? null,
          set: (r, v) => { demand(r.sheet, "insertHyperlinks"); demandOpen(r.sheet, r.box); Object.assign(cell(r.sheet, format(r.box)), { link: v, v: v.textToDisplay }); },
        },
      },
      children: { format: "Format", worksheet: { kind: "Worksheet", find: (r) => r.sheet } },
      calls: {
        select: action((r) => {
          if (r.sheet.visibility !== "Visible") fail("InvalidOperation", "hidden sheet");
          state.active = state.sheets.indexOf(r.sheet);
          state.selection = format(r.box);
        }),
        clear: action((r, what = "All") => {
          if (what !== "Formats") demandOpen(r.sheet, r.box);
          if (what !== "Contents") demand(r.sheet, "formatCells");
          for (const [, , name] of each(r.box)) {
            const target = cell(r.sheet, name);
            if (what !== "Formats") { delete target.f; target.v = ""; delete target.link; }
            if (what !== "Contents") { delete target.fill; delete target.nf; delete target.format; }
          }
        }),
        getOffsetRange: { kind: "Range", find: (r, y, x) => ({ sheet: r.sheet, box: [r.box[0] + y, r.box[1] + x, r.box[2], r.box[3]] }) },
        getCellProperties: {
          since: "1.9",
          result: (r) => matrix(r.box, (n) => {
            const color = peek(r.sheet, n).fill;
            return { format: { fill: color ? { color, pattern: "Solid" } : { color: "#FFFFFF", pattern: "None" } } };
          }),
        },
        setCellProperties: {
          since: "1.9",
          run: (r, rows) => paint(r, (c, i, j) => {
            const fill = rows[i][j].format?.fill;
            if (fill?.color) c.fill = fill.color;
            else if (fill?.pattern === "None") delete c.fill;
          }),
        },
      },
    },
    Format: {
      scalars: {
        wrapText: formatProperty("wrapText"), columnWidth: formatProperty("columnWidth", "formatColumns"),
        rowHeight: formatProperty("rowHeight", "formatRows"), horizontalAlignment: formatProperty("horizontalAlignment"),
        verticalAlignment: formatProperty("verticalAlignment"),
      },
      children: { fill: "Fill", font: "Font" },
      calls: {
        autofitColumns: action((r) => demand(r.sheet, "formatColumns")),
        autofitRows: action((r) => demand(r.sheet, "formatRows")),
      },
    },
    Fill: {
      scalars: { color: { get: (r) => peek(r.sheet, format(r.box)).fill || "#FFFFFF", set: (r, v) => paint(r, (c) => { c.fill = v; }) } },
      calls: { clear: action((r) => paint(r, (c) => { delete c.fill; })) },
    },
    Font: { scalars: Object.fromEntries(["bold", "italic", "size", "color", "name"].map((k) => [k, formatProperty(k)])) },
    Names: collection("Name", () => state.names, {
      add: {
        kind: "Name", once: true,
        find: (_, name, formula) => {
          const item = { name, type: named(formula) ? "Range" : "String", formula };
          state.names.push(item);
          return item;
        },
      },
    }),
    SheetNames: collection("Name", (s) => s.names),
    Name: {
      scalars: { name: value("name"), type: value("type"), formula: both("formula") },
      calls: {
        getRangeOrNullObject: { kind: "Range", find: (n) => named(n.formula) },
        delete: action((n) => { state.names = state.names.filter((i) => i !== n); }),
      },
    },
    Tables: collection("Table", () => state.sheets.flatMap(tablesOf)),
    SheetTables: collection("Table", tablesOf),
    Table: {
      scalars: Object.fromEntries(
        ["name", "showHeaders", "showTotals", "style", "showFilterButton", "highlightFirstColumn", "highlightLastColumn", "showBandedRows", "showBandedColumns"]
          .map((k) => [k, both(k)]),
      ),
      children: { columns: "Columns" },
      ignored: ["dataBodyRange"], // xlwings loads it, and Excel lets it
      calls: { getRange: part("all"), getDataBodyRange: part("body"), getHeaderRowRange: part("head"), getTotalRowRange: part("foot") },
    },
    Columns: collection("ColumnOf", (t) => matrix(tableBox(t, "head"), (n) => ({ name: String(peek(t.sheet, n).v ?? "") }))[0]),
    ColumnOf: { scalars: { name: value("name") } },
    Notes: {
      item: "Note",
      list: (s) => Object.keys(s.notes).map((address) => ({ sheet: s, address })),
      calls: {
        add: action((s, place, content) => {
          const address = place.replaceAll("$", "");
          demand(s, "objects");
          if (address in s.notes) fail("InvalidArgument", "there is a note");
          s.notes[address] = content;
        }),
        getItemOrNullObject: {
          kind: "Note",
          find: (s, place) => {
            const address = place.replaceAll("$", "");
            return address in s.notes ? { sheet: s, address } : null;
          },
        },
      },
    },
    Note: {
      scalars: {
        content: { get: (n) => n.sheet.notes[n.address], set: (n, v) => { demand(n.sheet, "objects"); n.sheet.notes[n.address] = v; } },
        authorName: { get: () => "Excel" },
      },
      calls: {
        getLocation: { kind: "Range", find: (n) => ({ sheet: n.sheet, box: parse(n.address) }) },
        delete: action((n) => { demand(n.sheet, "objects"); delete n.sheet.notes[n.address]; }),
      },
    },
    PageLayout: { calls: { getPrintAreaOrNullObject: { kind: "Areas", find: (s) => (s.printArea ? s : null) } } },
    Areas: { children: { areas: "AreaList" } },
    AreaList: { item: "Range", list: (s) => s.printArea.split(",").map((a) => ({ sheet: s, box: parse(a) })) },
    Protection: { scalars: { protected: value("protected") } },
    Nothing: { item: "Nothing", list: () => [] },
    Event: { calls: { add: action(() => {}), remove: action(() => {}) } },
  };

  // Proxies: everything waits for sync

  const proxies = new WeakSet();

  function proxy(context, kind, find, { once = false, nullable = false } = {}) {
    const spec = KINDS[kind];
    const loaded = nullable ? {} : { isNullObject: false };
    const children = {};
    const known = { done: false, model: undefined };
    const model = () => {
      if (!known.done) [known.model, known.done] = [find(), true];
      return known.model;
    };
    if (once || nullable) context.queue.push(() => { loaded.isNullObject = model() === null; });
    const need = (since, name) => since && !supports("ExcelApi", since) && fail("ApiNotFound", name);
    const child = (name) => {
      const to = typeof spec.children[name] === "string" ? { kind: spec.children[name] } : spec.children[name];
      need(to.since, name);
      return (children[name] ??= proxy(context, to.kind, () => (to.find ? to.find(model()) : model())));
    };
    const loadedItems = () => {
      const models = spec.list(model());
      if (loaded.items?.length !== models.length || loaded.models.some((m, i) => m !== models[i]))
        [loaded.models, loaded.items] = [models, models.map((m) => proxy(context, spec.item, () => m))];
      return loaded.items;
    };
    const loadItems = (rest) => {
      loadedItems().forEach((item) => item.__load(rest ? [rest] : ["*"]));
    };
    const loadPath = (path) => {
      const [first, ...rest] = path.split("/");
      if (spec.list && first === "items") loadItems(rest.join("/"));
      else if (spec.list) {
        loadedItems().forEach((item) => item.__load([path]));
      } else if (first === "*") for (const [key, p] of Object.entries(spec.scalars || {})) { if (p.get) loaded[key] = p.get(model()); }
      else if (spec.children?.[first]) child(first).__load([rest.join("/") || "*"]);
      else if (spec.scalars?.[first]?.get) loaded[first] = spec.scalars[first].get(model());
      else if (!spec.ignored?.includes(first)) fail("InvalidArgument", `${kind} has no ${first} to load`);
    };
    const loadNow = (paths) => {
      if (model() !== null) paths.forEach(loadPath);
      else loaded.isNullObject = true;
    };
    const call = (name, entry) => (...args) => {
      need(entry.since, name);
      const plain = () => args.map((a) => (proxies.has(a) ? a.__reference() : a));
      if (entry.run) {
        context.queue.push(() => { if (model() === null) fail("ItemNotFound"); entry.run(model(), ...plain()); });
        return undefined;
      }
      if (entry.result) {
        const answer = {};
        context.queue.push(() => { answer.value = entry.result(model(), ...plain()); });
        return strict("ClientResult", answer);
      }
      const options = { once: entry.once, nullable: name.endsWith("OrNullObject") };
      return proxy(context, entry.kind, () => (model() === null ? null : entry.find(model(), ...plain())), options);
    };
    const self = new Proxy({}, {
      get(_, name) {
        if (typeof name === "symbol" || name === "then" || name === "toJSON") return undefined;
        if (name === "__load") return loadNow;
        if (name === "__reference") return () => (kind === "Range" ? `='${model().sheet.name}'!${format(model().box)}` : undefined);
        if (name === "context") return context;
        if (name === "load") {
          return (paths = "*") => {
            const list = (Array.isArray(paths) ? paths : paths.split(",")).map((p) => p.trim());
            context.queue.push(() => loadNow(list));
            return self;
          };
        }
        if (name in loaded) return loaded[name];
        if (name === "isNullObject" || name === "items" || spec.scalars?.[name])
          fail("PropertyNotLoaded", `${kind}.${name} is read before load and sync`);
        if (spec.children?.[name]) return child(name);
        if (spec.calls?.[name]) return call(name, spec.calls[name]);
        throw new TypeError(`this Excel has no ${kind}.${name}`);
      },
      set(_, name, v) {
        const scalar = spec.scalars?.[name];
        if (!scalar?.set) throw new TypeError(`${kind}.${name} cannot be set in this Excel`);
        context.queue.push(() => { if (model() === null) fail("ItemNotFound"); scalar.set(model(), v); });
        return true;
      },
    });
    proxies.add(self);
    return self;
  }

  class RequestContext {
    constructor() {
      this.queue = [];
      this.workbook = proxy(this, "Workbook", () => state);
      this.application = proxy(this, "Application", () => state);
    }
    async sync() {
      await Promise.resolve();
      const batch = this.queue.splice(0);
      for (const operation of batch) operation();
    }
  }
  const strict = (name, members) => new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === "symbol" || key === "then") return target[key];
      throw new TypeError(`this Excel has no ${name}.${String(key)}`);
    },
  });

  window.Excel = strict("Excel", {
    RequestContext,
    run: async (first, second) => {
      const work = second || first;
      const context = new RequestContext();
      const result = await work(context);
      await context.sync();
      return result;
    },
    ClearApplyTo: { all: "All", formats: "Formats", contents: "Contents" },
    ShapeType: { image: "Image" },
    CalculationType: { full: "Full" },
  });
  window.Office = strict("Office", {
    onReady: async (callback) => {
      const info = { host: "Excel", platform: "PC" };
      if (callback) callback(info);
      return info;
    },
    context: strict("Office.context", {
      requirements: { isSetSupported: supports },
      diagnostics: { version: "16.0.0.0", platform: "PC", host: "Excel" },
      platform: "PC",
      ui: {
        displayDialogAsync: (url, _options, done) => {
          told.dialogs.push(url);
          done({ status: "succeeded", value: { addEventHandler() {}, close() {} } });
        },
        messageParent: () => {},
      },
    }),
    actions: { associate: (id, run) => { told.actions[id] = run; } },
    addin: {
      showAsTaskpane: async () => {
        if (state.noPane) throw new OfficeError("ApiNotFound", "showAsTaskpane");
        told.paneShown += 1;
      },
    },
    auth: { getAccessToken: async () => state.token },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    EventType: { DialogMessageReceived: "m", DialogEventReceived: "e" },
  });
  window.CustomFunctions = strict("CustomFunctions", {
    associate: (id, run) => { told.functions[id] = run; },
    Error: class extends Error { constructor(code, message) { super(message); this.code = code; } },
    ErrorCode: { invalidValue: "#VALUE!" },
  });
  told.press = (id) => new Promise((resolve, reject) => {
    if (!told.actions[id]) reject(new Error(`no function for the button ${id}`));
    else Promise.resolve(told.actions[id]({ completed: resolve })).catch(reject);
  });
})();
