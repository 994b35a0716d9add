"""The overview: how ready the card is, what remains, and how the card will look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import quoted
from workbook_templates.builder.card_order import (
    PERSPECTIVE_STEP,
    WITHOUT_GOAL,
    add_order,
)
from workbook_templates.builder.checklist import (
    checks,
    filled_formula,
    needed_formula,
)
from workbook_templates.builder.formulas import column_of
from workbook_templates.builder.printing import set_up_print
from workbook_templates.builder.styles import fix_row, start_row
from workbook_templates.builder.theme import Tint
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.layout import (
    ACTIVITIES,
    GOALS,
    HEADING_ROW,
    MEASURES,
    OVERVIEW,
    SPARE_ROWS,
)
from workbook_templates.standard.raw import address, column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.card_order import Order
    from workbook_templates.builder.checklist import Check
    from workbook_templates.builder.conditional import Tints
    from workbook_templates.builder.lists import ListSheet
    from workbook_templates.builder.tables import Body
    from workbook_templates.builder.values import Words
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register

METER_ROW = HEADING_ROW + 1
FIRST_CHECK_ROW = METER_ROW + 2
FILLED, NEEDED = "lst_ifyllda", "lst_behovs"
REMAINS, CLEAR = "▲ Kvar", "✓ Klart"

_STATE, _COUNT, _WHAT, _REMEDY = 1, 2, 3, 4
_BAR_BLOCKS = 30
_LONGEST = 130  # characters of a text that the row has room for
_TABLES = (GOALS, MEASURES, ACTIVITIES)
_CARD = "Kortet"
_LEAST_LINES = 20
_KINDS = ("", "Mått: ", "Aktivitet: ")
_STATE_COLUMN = 6  # of the card: verdict or status
_COLUMNS = (
    (GOALS.column("perspective").heading, 21),
    ("Id", 8),
    ("Mål, mått och aktiviteter", 74),
    (GOALS.column("responsible").heading, 26),
    ("Strategimål, utfall, slut", 32),
    ("Läge nu", 19),
    (GOALS.column("forecast").heading, 19),
)


class Overview:
    """The sheet, drawn for one register and period."""

    def __init__(self, canvas: Canvas, register: Register, period: Period) -> None:
        """Add the sheet, empty; the rest needs the sheets that come after it."""
        self._canvas, self._register, self._period = canvas, register, period
        self.sheet: Worksheet = canvas.sheet(OVERVIEW, len(_COLUMNS))
        self.heading_row = 0
        for number, (_, width) in enumerate(_COLUMNS, 1):
            self.sheet.column_dimensions[column_letters(number)].width = width

    def draw(
        self, words: Words, lists: ListSheet, bodies: Sequence[Body], tints: Tints
    ) -> None:
        """Draw all of it; bodies are those of goals, measures and activities."""
        self._add_meter(lists)
        lines = checks(words, self._period)
        self._add_checks(lines, tints)
        self.heading_row = FIRST_CHECK_ROW + len(lines) + 2
        self._order = order = add_order(self._canvas, lists, bodies)
        self._add_card(order)
        self.print_lines(0)
        self._tint_card(order, tints)
        set_up_print(self.sheet)
        self.sheet.print_title_rows = f"{self.heading_row}:{self.heading_row}"

    def print_lines(self, used: int) -> None:
        """Print the card with `used` lines and as many as an author may add.

        An area that follows the content would print as empty pages in LibreOffice.
        What is written beyond it is told in the heading.
        """
        lines = min(max(used + SPARE_ROWS, _LEAST_LINES), self._order.count)
        last = address(self.heading_row + lines, len(_COLUMNS))
        self.sheet.print_area = f"A1:{last}"
        cut = quoted(f"{_CARD} (utskriften visar de första {lines} raderna)")
        count = f"COUNT({self._order.all('ordning')})"
        self._formula(
            self._title_row, 1, f"IF({count}>{lines},{cut},{quoted(_CARD)})", "section"
        )

    def _section(self, row: int, text: str) -> None:
        self._canvas.write(self.sheet, row, 1, text, "section")
        fix_row(self.sheet, row, self._canvas.theme.heights["section"])

    def _formula(self, row: int, column: int, formula: str, style: str) -> None:
        self._canvas.formula(self.sheet, row, column, f"={formula}", style)

    def _add_meter(self, lists: ListSheet) -> None:
        """Draw the share of needed cells that are filled, as figure, bar and words."""
        for name, formula in (
            (FILLED, filled_formula(self._period)),
            (NEEDED, needed_formula(self._period)),
        ):
            lists.formula(name, formula)
        self._section(HEADING_ROW, "Så mycket är ifyllt")
        share = f"INT(100*{FILLED}/{NEEDED})/100"
        self._formula(METER_ROW, 1, share, "meter")
        full = f"ROUND({_BAR_BLOCKS}*{FILLED}/{NEEDED},0)"
        bar = f'REPT("█",{full})&REPT("░",{_BAR_BLOCKS}-{full})'
        self._formula(METER_ROW, 2, bar, "bar")
        told = f'{FILLED}&" av "&{NEEDED}&" obligatoriska fält är ifyllda"'
        self._formula(METER_ROW, 4, told, "guide")
        fix_row(self.sheet, METER_ROW, 40)

    def _add_checks(self, lines: Sequence[Check], tints: Tints) -> None:
        """Draw the checklist: state, count, what it is, and what to do."""
        self._section(FIRST_CHECK_ROW - 1, "Att göra innan kortet lämnas in")
        for row, line in enumerate(lines, FIRST_CHECK_ROW):
            state = f"IF(B{row}>0,{quoted(REMAINS)},{quoted(CLEAR)})"
            self._formula(row, _STATE, state, "swatch")
            self._canvas.formula(self.sheet, row, _COUNT, line.formula, "count")
            self._canvas.write(self.sheet, row, _WHAT, line.what, "line")
            self._canvas.write(self.sheet, row, _REMEDY, line.remedy, "guide")
            fix_row(self.sheet, row, self._canvas.theme.heights["line"])
        cells = f"A{FIRST_CHECK_ROW}:A{FIRST_CHECK_ROW + len(lines) - 1}"
        for word, name in ((REMAINS, "todo"), (CLEAR, "good")):
            test = f"A{FIRST_CHECK_ROW}={quoted(word)}"
            tints.where(self.sheet, cells, test, self._tint(name))

    def _add_card(self, order: Order) -> None:
        """Draw the card: its goals by perspective, each with what belongs to it."""
        self._title_row = self.heading_row - 1
        self._section(self._title_row, _CARD)
        for number, (heading, _) in enumerate(_COLUMNS, 1):
            row = self.heading_row
            self._canvas.write(self.sheet, row, number, heading, "heading left")
        fix_row(self.sheet, self.heading_row, 22)
        height = self._canvas.theme.heights["row"]
        for index in range(order.count):
            row = self.heading_row + 1 + index
            for column, formula in enumerate(self._line(order, index), 1):
                self._formula(row, column, formula, "card")
            start_row(self.sheet, row, height)

    def _line(self, order: Order, index: int) -> list[str]:
        """Return the formulas of one line of the card."""
        used = order.at("sorterad", index)
        kind, row = order.at("slag", index), order.at("rad", index)
        text = order.at("text", index)
        shown = f'LEFT({text},{_LONGEST})&IF(LEN({text})>{_LONGEST},"…","")'
        kinds = ",".join(map(quoted, _KINDS))
        formulas = (
            self._perspective(order, index),
            _pick(kind, row, ("id", "id", "id")),
            f"CHOOSE({kind}+1,{kinds})&{shown}",
            _pick(kind, row, ("responsible", "owner", "responsible")),
            self._facts(kind, row),
            _pick(kind, row, ("verdict", "verdict", "status")),
            f'IF({kind}=0,INDEX({column_of(GOALS, "forecast")},{row})&"","")',
        )
        return [f'IF({used}="","",{formula})' for formula in formulas]

    def _perspective(self, order: Order, index: int) -> str:
        """Return the perspective's name where it is another than on the line above."""
        number = f"INT({order.at('sorterad', index)}/{PERSPECTIVE_STEP})"
        name = (
            f"IFERROR(INDEX({Choices.PERSPECTIVES.value},{number}),"
            f'IF({number}={WITHOUT_GOAL},"Utan mål","Utan perspektiv"))'
        )
        if not index:
            return name
        above = f"INT({order.at('sorterad', index - 1)}/{PERSPECTIVE_STEP})"
        return f'IF({number}={above},"",{name})'

    def _facts(self, kind: str, row: str) -> str:
        """Return a goal's references, a measure's outcome or an activity's end."""
        references = f"INDEX({column_of(GOALS, 'strategy_goals')},{row})"
        goal = f'IF({references}="","","Strategimål "&{references})'
        outcome = (
            f"INDEX({column_of(MEASURES, f'outcome_{self._period.tertial}')},{row})"
        )
        target = f"INDEX({column_of(MEASURES, 'target')},{row})"
        measured_in = f"INDEX({column_of(MEASURES, 'measured_in')},{row})"
        measure = (
            f'IF({outcome}="","Utfall saknas","Utfall "&{outcome}&" "&{measured_in})'
            f'&IF({target}="","",", målvärde "&{target})'
        )
        end = f"INDEX({column_of(ACTIVITIES, 'end')},{row})"
        activity = f'IF(ISNUMBER({end}),"Slut "&{_iso_date(end)},{end}&"")'
        return f"CHOOSE({kind}+1,{goal},{measure},{activity})"

    def _tint_card(self, order: Order, tints: Tints) -> None:
        """Tint the card's states, and set its goals off from what belongs to them."""
        top, bottom = self.heading_row + 1, self.heading_row + order.count
        left, right = (column_letters(_STATE_COLUMN + n) for n in (0, 1))
        states = f"{left}{top}:{right}{bottom}"
        tints.scale(self.sheet, states, self._register.verdicts)
        tints.scale(self.sheet, states, self._register.statuses)
        kind = order.at("slag", 0).replace(f"${HEADING_ROW + 1}", f"{HEADING_ROW + 1}")
        cells = f"A{top}:{column_letters(len(_COLUMNS))}{bottom}"
        tint = Tint(self._canvas.theme.locked, self._canvas.theme.colours["text"])
        is_goal = f'AND({kind}=0,{kind}<>"")'
        tints.where(self.sheet, cells, is_goal, tint, bold=True)

    def _tint(self, name: str) -> Tint:
        colours = self._canvas.theme.colours
        return Tint(colours[f"{name}_fill"], colours[f"{name}_text"])


def _pick(kind: str, row: str, keys: Sequence[str]) -> str:
    """Return a text of a goal, measure or activity, by the kind of the line."""
    texts = (
        f"INDEX({column_of(table, key)},{row})"
        for table, key in zip(_TABLES, keys, strict=True)
    )
    return f'CHOOSE({kind}+1,{",".join(texts)})&""'


def _iso_date(place: str) -> str:
    """Return a date as year-month-day; TEXT wants its codes in the user's language."""
    month, day = (f'RIGHT("0"&{part}({place}),2)' for part in ("MONTH", "DAY"))
    return f'YEAR({place})&"-"&{month}&"-"&{day}'
