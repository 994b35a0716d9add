// The task pane, and what the ribbon's buttons do. All that touches the workbook
// goes through xlwings' own client; only a click on a finding selects a cell here.

const TEXTS = {
  working: "Arbetar …",
  noFindings: "Inget att rätta.",
  notChecked: "Tryck på Kontrollera för att se vad som återstår.",
  noMatches: "Inget strategimål stämmer. Pröva ett annat ord eller ett nummer.",
  unanswered:
    "Målkortsservern svarar inte. Inget i arbetsboken är ändrat. Kontrollera nätet och försök igen.",
  locked:
    "Excel släppte inte fram alla ändringar. Cellen eller bladet kan vara låst, eller så är en cell öppen för redigering: tryck Esc och försök igen.",
  busy: "Excel kunde inte läsa eller ändra arbetsboken. Avsluta redigeringen av cellen med Enter eller Esc och försök igen.",
  lost: "Cellen finns inte längre. Kontrollera igen.",
};

const byId = (id) => document.getElementById(id);
const status = byId("status");
const fault = byId("global-error-alert");

// Running a script

const LOOKING = ["check", "clear_marks", "mark_ready"]; // scripts that take look() too
let running = false;

async function run(scriptName, args, pane) {
  if (running) return;
  running = true;
  tell(TEXTS.working);
  fault.classList.add("d-none");
  setDisabled(true);
  try {
    if (LOOKING.includes(scriptName)) args.push(await look());
    const auth = await globalThis.getAuth();
    await xlwings.runPython({
      scriptName,
      args,
      auth: auth.token,
      headers: { "Auth-Provider": auth.provider },
      errorDisplayMode: pane ? "taskpane" : "alert",
    });
  } finally {
    running = false;
    setDisabled(false);
    if (status.textContent === TEXTS.working) tell("");
  }
}

function setDisabled(disabled) {
  for (const button of document.querySelectorAll("main button")) {
    button.disabled = disabled;
  }
}

// A press in the ribbon: the answer is told in the pane; where there is no pane to
// show (older Excel), in xlwings' dialogue.
async function press(scriptName, event) {
  try {
    const pane = await showPane();
    await run(scriptName, [pane], pane);
  } finally {
    event.completed();
  }
}

async function showPane() {
  try {
    await Office.addin.showAsTaskpane();
    return true;
  } catch {
    return false;
  }
}

// What the server sends back at the end of an answer

async function malkortShow(_context, text) {
  const news = JSON.parse(text);
  if ("findings" in news) showFindings(news.findings);
  if (news.matches) showMatches(news.matches);
  tell(news.message || "");
}

function tell(text) {
  status.textContent = text;
  status.hidden = !text;
}

// findings: null where the last check no longer holds
function showFindings(findings) {
  const hint = findings ? TEXTS.noFindings : TEXTS.notChecked;
  byId("findings-hint").textContent = findings?.length ? "" : hint;
  fill("findings", (findings || []).map(findingItem));
}

function findingItem(finding) {
  const place = finding.cell ? `${finding.sheet}, cell ${finding.cell}` : finding.sheet;
  const parts = [
    element("span", `severity ${finding.severity}`, capital(finding.severity)),
    element("span", "place", place),
    element("span", "wrong", finding.wrong),
    element("span", "remedy", finding.remedy),
  ];
  if (!finding.cell) return element("div", "item", ...parts);
  const button = element("button", "item", ...parts);
  button.type = "button";
  button.addEventListener("click", () => select(finding.sheet, finding.cell));
  return button;
}

function showMatches(matches) {
  byId("matches-hint").textContent = matches.length ? "" : TEXTS.noMatches;
  fill("matches", matches.map(matchItem));
}

function matchItem(match) {
  const button = element(
    "button",
    "item",
    element("span", "severity", `${match.number}. ${match.title}`),
    element("span", "place", [match.area, match.remark].filter(Boolean).join(" · ")),
    element("span", "remedy", match.text),
  );
  button.type = "button";
  button.addEventListener("click", () =>
    run("insert_strategy_goal", [match.number, true], true),
  );
  return button;
}

function fill(id, items) {
  const list = byId(id);
  list.replaceChildren(
    ...items.map((item) => {
      const row = document.createElement("li");
      row.append(item);
      return row;
    }),
  );
  list.hidden = items.length === 0;
}

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

async function select(sheetName, address) {
  fault.classList.add("d-none");
  try {
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem(sheetName);
      sheet.activate();
      sheet.getRange(address).select();
      await context.sync();
    });
  } catch {
    xlwings.showGlobalError(TEXTS.lost);
  }
}

// xlwings' client says some things in English

const ENGLISH = [
  [/^(No response received from server|Network error|Request timed out)/, TEXTS.unanswered],
  [/^(Error: )?Action \d+ \(/, TEXTS.locked],
  [/^\w*Error\b/, TEXTS.busy],
];

function translate(text) {
  const known = ENGLISH.find(([pattern]) => pattern.test(text));
  return known ? known[1] : text;
}

new MutationObserver(() => {
  const span = fault.querySelector("span");
  const swedish = translate(span.textContent);
  if (span.textContent !== swedish) span.textContent = swedish;
}).observe(fault, { subtree: true, childList: true, characterData: true });

// What xlwings' client does not tell: percentages, formulas and fills. Where this Excel
// cannot say, the server takes them as the template has them.

async function look() {
  try {
    return await Excel.run(async (context) => {
      const sheets = context.workbook.worksheets.load("items/name,items/visibility");
      await context.sync();
      const shown = sheets.items.filter((sheet) => sheet.visibility === "Visible");
      const used = shown.map((sheet) =>
        sheet.getUsedRangeOrNullObject(true).load("numberFormat,formulas,rowIndex,columnIndex"),
      );
      await context.sync();
      const ranges = used.filter((range) => !range.isNullObject);
      const names = shown.filter((_, i) => !used[i].isNullObject).map((sheet) => sheet.name);
      return {
        percent: places(names, ranges, (range, r, c) => isPercent(range.numberFormat[r][c])),
        formulas: places(names, ranges, (range, r, c) => isFormula(range.formulas[r][c])),
        fills: await fills(context, names, ranges),
      };
    });
  } catch {
    return null;
  }
}

const isPercent = (format) => String(format).replace(/"[^"]*"|\\./g, "").includes("%");
const isFormula = (text) => typeof text === "string" && text.startsWith("=");

function places(names, ranges, wanted) {
  const found = {};
  ranges.forEach((range, i) => {
    const cells = [];
    range.formulas.forEach((row, r) =>
      row.forEach((_, c) => {
        if (wanted(range, r, c)) cells.push(address(range, r, c));
      }),
    );
    if (cells.length) found[names[i]] = cells;
  });
  return found;
}

async function fills(context, names, ranges) {
  if (!Office.context.requirements.isSetSupported("ExcelApi", "1.9")) return null;
  const asked = ranges.map((range) =>
    range.getCellProperties({ format: { fill: { color: true, pattern: true } } }),
  );
  try {
    await context.sync();
  } catch {
    return null; // a sheet too large to tell
  }
  const found = {};
  asked.forEach(({ value }, i) => {
    const colours = (found[names[i]] = {});
    value.forEach((row, r) =>
      row.forEach((cell, c) => {
        const { color, pattern } = cell.format.fill;
        if (pattern === "None" || !/^#[0-9a-f]{6}$/i.test(color)) return;
        (colours[color.toUpperCase()] ??= []).push(address(ranges[i], r, c));
      }),
    );
  });
  return found;
}

const letters = (n) =>
  n < 0 ? "" : letters(Math.floor(n / 26) - 1) + String.fromCharCode(65 + (n % 26));
const address = (range, r, c) => letters(range.columnIndex + c) + (range.rowIndex + r + 1);

// The cell function: the workbook's own lists go along as the last arguments

const LISTS = document.querySelector("main").dataset.lists.split(" ");

function withLists(cellFunction) {
  return async (...args) => {
    const invocation = args.pop();
    const [number, field = null] = args;
    return cellFunction(number, field, ...(await Promise.all(LISTS.map(ownList))), invocation);
  };
}

async function ownList(name) {
  try {
    return await Excel.run(async (context) => {
      const table = context.workbook.tables.getItemOrNullObject(name);
      await context.sync();
      if (table.isNullObject) return null;
      const range = table.getRange().load("values");
      await context.sync();
      return range.values;
    });
  } catch {
    return null;
  }
}

if (globalThis.CustomFunctions && globalThis.strategimal) {
  CustomFunctions.associate("STRATEGIMAL", withLists(globalThis.strategimal));
}

xlwings.registerCallback(malkortShow);
byId("check").addEventListener("click", () => run("check", [true], true));
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  run("search_strategy_goals", [byId("words").value], true);
});
globalThis.malkort = { press };
