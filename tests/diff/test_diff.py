from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import docx
import pytest

from compile.assemble import assemble
from compile.history import past_periods
from compile.inbox import gather_inbox
from compile.marks import ACTIVITY_MOVE_MARKS, FORECAST_MOVE_MARKS, MOVE_MARKS
from compile.registers import register_for
from tests.helpers.browsers import DESKTOP, PHONE, violations
from tests.helpers.commanding import run
from tests.helpers.gatherings import card_of
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.security.attacks import MARKUP
from tests.standard.good_card import T1, T2, with_activity, with_goal, with_measure
from tests.status.towns import in_t1, named
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.comparing import ActivityMove, Move
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from compile.context import Movement
    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Scorecard

PAGE = "Andringar-2026-T1-till-2026-T2.html"
SCRIPT = "<script>document.title='taget'</script> "


def then(unit_id: str) -> Scorecard:
    """Return a unit's card in T1, from which a good card of T2 has moved a little."""
    card = in_t1(unit_id)
    return with_goal(card, text="Exempelmål 1", verdict=GoalVerdict.PARTLY)


def now(unit_id: str) -> Scorecard:
    """Return a unit's card in T2 with nothing else changed than what a test changes."""
    card = then(unit_id)
    measures = tuple(replace(m, outcome_2=m.outcome_1) for m in card.measures)
    return replace(card, period=T2, measures=measures)


def norths_changes() -> Scorecard:
    """Return a card in which every kind of thing has changed."""
    card = now("A1")
    goals = (
        replace(
            card.goals[0],
            verdict=GoalVerdict.FULFILLED,
            forecast=GoalVerdict.NOT_FULFILLED,
            text=f"Nytt ord {SCRIPT}{MARKUP}",
        ),
        replace(card.goals[1], comment="Bara en ny kommentar."),
        card.goals[2],
        replace(card.goals[3], id="M9", text="Ett nytt mål"),
    )
    card = replace(card, goals=goals)
    card = with_measure(card, outcome_2=Decimal(85), target=Decimal(80))
    card = with_activity(card, status=ActivityStatus.DONE)
    late = replace(card.activities[1], end=date(2026, 5, 1))
    dropped = replace(card.activities[2], status=ActivityStatus.DROPPED)
    added = replace(card.activities[3], id="A9", text="En ny aktivitet")
    return replace(card, activities=(card.activities[0], late, dropped, added))


@pytest.fixture(scope="session")
def changed_town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    """A town whose units came, went, took another name and changed their cards."""
    folder = small_town(tmp_path_factory.mktemp("diff"))
    put_in_inbox(folder, [then("K0"), then("A1"), then("A2"), then("E1")], T1)
    put_in_inbox(folder, [now("K0"), norths_changes(), now("A2"), named(card_of("E2"))])
    register = small_register()
    units = tuple(
        replace(u, name="Exempelavdelning Syd") if u.id == "A2" else u
        for u in register.units
    )
    build_register(replace(register, units=units), folder.register)
    return folder


@pytest.fixture
def answer(
    changed_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    assert run("diff", changed_town.root, "2026-T1", "2026-T2", "--json") == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def unit(answer: dict[str, Any], unit_id: str) -> dict[str, Any]:
    return next(u for u in answer["units"] if u["unit_id"] == unit_id)


def test_a_goal_is_told_with_verdict_forecast_and_text(answer: dict[str, Any]) -> None:
    goals = {g["id"]: g for g in unit(answer, "A1")["goals"]}

    assert set(goals) == {"M1", "M9", "M4"}  # another comment alone is no change
    assert goals["M1"]["move"] == "better"
    assert goals["M1"]["forecast_move"] == "worse"
    assert goals["M1"]["changed"]["text"]["before"] == "Exempelmål 1"
    assert goals["M1"]["changed"]["verdict"] == {"before": "delvis", "now": "uppfyllt"}
    assert (goals["M9"]["move"], goals["M4"]["move"]) == ("new", "dropped")


def test_a_measure_is_told_with_its_outcome_and_a_target_moved_in_mid_year(
    answer: dict[str, Any],
) -> None:
    (measure,) = unit(answer, "A1")["measures"]

    assert measure["move"] == "worse"
    assert (measure["outcome_before"], measure["outcome_now"]) == ("91.5", "85")
    assert measure["target_changed_in_mid_year"] is True
    assert measure["changed"]["target"] == {"before": "90", "now": "80"}


def test_activities_are_told_as_finished_late_withdrawn_new_or_gone(
    answer: dict[str, Any],
) -> None:
    moves = {a["id"]: a["move"] for a in unit(answer, "A1")["activities"]}

    assert moves == {
        "A1": "finished",
        "A2": "late",
        "A3": "withdrawn",
        "A9": "new",
        "A4": "gone",
    }


def test_units_that_came_went_or_changed_their_name_are_told(
    answer: dict[str, Any],
) -> None:
    units = {u["unit_id"]: u for u in answer["units"]}

    assert set(units) == {"A1", "A2", "E1", "E2"}
    assert units["A2"]["name_before"] == "Exempelavdelning Söder"
    assert units["A2"]["name"] == "Exempelavdelning Syd"
    assert (units["E1"]["has_card_before"], units["E1"]["has_card_now"]) == (
        True,
        False,
    )
    assert (units["E2"]["has_card_before"], units["E2"]["has_card_now"]) == (
        False,
        True,
    )


def test_the_screen_sums_it_up(
    changed_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("diff", changed_town.root, "2026-T1", "2026-T2") == 0
    said = capsys.readouterr()

    for line in (
        "Ändringar från 2026-T1 till 2026-T2.",
        "Mål: 1 har fått bättre bedömning, 1 är nytt, 1 är borttaget.",
        "Mått: 1 går åt fel håll, 1 har fått ett annat målvärde mitt i året.",
        "Aktiviteter: 1 är genomförd, 1 är försenad, 1 utgår, 1 är ny, 1 är borttagen.",
        "Enheter: 1 har kort bara nu, 1 har inget kort nu, 1 har bytt namn.",
    ):
        assert line in said.out
    assert PAGE in said.err


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_page_tells_it_all_and_has_no_fault_of_accessibility(
    changed_town: MunicipalityFolder, browser: Browser, width: int
) -> None:
    run("diff", changed_town.root, "2026-T1", "2026-T2")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True
    )
    shown = context.new_page()
    shown.goto((changed_town.period(T2) / PAGE).as_uri())

    assert shown.title() == "Ändringar från 2026-T1 till 2026-T2"
    assert shown.locator("script").count() == 1
    goals = shown.inner_text("#mal")
    assert " ".join(f"{SCRIPT}{MARKUP}".split()) in " ".join(goals.split())
    assert "Exempelmål 1 → Nytt ord" in goals
    assert "▼ Sämre" in shown.inner_text("#matt")
    assert "ändrat mitt i året" in shown.inner_text("#malvarden")
    assert "Hette förut Exempelavdelning Söder." in shown.inner_text("#enheter")
    assert (
        "Har inget kort i 2026-T2. Kortet hade 4 mål, 4 mått och 4 aktiviteter."
        in shown.inner_text("#enheter")
    )
    assert "Kortet har nu 4 mål" in shown.inner_text("#enheter")
    assert "■ Genomförd" in shown.inner_text("#aktiviteter")
    assert violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


def test_the_same_two_periods_give_the_same_page_and_change_no_workbook(
    changed_town: MunicipalityFolder,
) -> None:
    def sums() -> dict[Path, str]:
        files = changed_town.root.glob("*/inkorg/*")
        return {f: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    before = sums()
    pages = []
    for _ in range(2):
        run("diff", changed_town.root, "2026-T1", "2026-T2")
        pages.append((changed_town.period(T2) / PAGE).read_bytes())

    assert pages[0] == pages[1]
    assert sums() == before


def test_when_nothing_has_changed_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    put_in_inbox(folder, [then("K0")], T1)
    put_in_inbox(folder, [now("K0")])

    assert run("diff", folder.root, "2026-T1", "2026-T2") == 0
    assert "Ingenting har ändrats." in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    put_in_inbox(folder, [then("K0")], T1)
    put_in_inbox(folder, [now("K0")])
    (folder.inbox(T1) / "trasig.xlsx").write_bytes(b"PK")
    run("diff", folder.root, "2026-T1", "2026-T2")

    assert "trasig.xlsx" in capsys.readouterr().err
    assert "trasig.xlsx" in (folder.period(T2) / PAGE).read_text("utf-8")


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (("2026-T2", "2026-T1"), "2026-T2 kommer inte före 2026-T1."),
        (("2026-T1", "2026-T1"), "2026-T1 kommer inte före 2026-T1."),
        (("2026-T1", "2026-T3"), "Det finns inga kort för 2026-T3"),
        (("2026-T1",), "Det saknas ett värde: TILL."),
        (("i fjol", "2026-T1"), "”i fjol” är ingen period."),
    ],
)
def test_a_wrong_call_is_explained(
    changed_town: MunicipalityFolder,
    capsys: pytest.CaptureFixture[str],
    periods: tuple[str, ...],
    said: str,
) -> None:
    assert run("diff", changed_town.root, *periods) == 2
    assert said in capsys.readouterr().err


def test_a_closed_period_is_read_from_the_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_town(tmp_path)
    handed_in = put_in_inbox(folder, [in_t1(u.id) for u in small_register().units], T1)
    period = ["--period", "2026-T1", "--final", "--no-pdf"]
    assert run("compile", folder.root, *period) == 0
    for path in handed_in:
        path.unlink()
    put_in_inbox(folder, [now("K0")])
    capsys.readouterr()

    assert run("diff", folder.root, "2026-T1", "2026-T2") == 0
    said = capsys.readouterr().out
    assert "1 har fått sämre bedömning" in said
    assert "4 har inget kort nu" in said


@pytest.fixture
def chapter(changed_town: MunicipalityFolder) -> Movement:
    """The report's chapter of changes, made of the same workbooks."""
    register = register_for(changed_town, T2)
    gathering = gather_inbox(changed_town.inbox(T2), register, T2)
    history = past_periods(changed_town, T2, gathering.register)
    return assemble(gathering, history, draft=True).movement


def in_both(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the units that the two ways compare: those with a card in each period."""
    return [u for u in answer["units"] if u["has_card_before"] and u["has_card_now"]]


def test_the_reports_chapter_tells_of_the_goals_what_the_page_tells(
    answer: dict[str, Any], chapter: Movement
) -> None:
    goals = [(u["name"], goal) for u in in_both(answer) for goal in u["goals"]]
    compared = {unit["name"] for unit in in_both(answer)}

    assert {
        (m.unit, m.goal_id, m.kind) for m in chapter.moves if m.unit in compared
    } == {
        (unit, g["id"], MOVE_MARKS[Move(g["move"])].label)
        for unit, g in goals
        if g["move"] != "same"
    }
    assert {(m.unit, m.goal_id, m.kind) for m in chapter.forecasts} == {
        (unit, g["id"], FORECAST_MOVE_MARKS[Move(g["forecast_move"])].label)
        for unit, g in goals
        if g["forecast_move"] not in {"same", "new", "dropped"}
    }
    assert chapter.forecasts
    assert [(t.unit, t.goal_id, t.before) for t in chapter.texts] == [
        (unit, g["id"], g["changed"]["text"]["before"])
        for unit, g in goals
        if "text" in g["changed"]
    ]
    assert chapter.texts


def test_it_tells_of_measures_and_activities_what_the_page_tells(
    answer: dict[str, Any], chapter: Movement
) -> None:
    total, acted = chapter.measure_counts[-1], chapter.activity_counts[-1]

    for move in Move:
        assert int(getattr(total, move.value)) == answer["measures"].get(move.value, 0)
    for step in ActivityMove:
        found = answer["activities"].get(step.value, 0)
        assert int(getattr(acted, step.value)) == found
    assert {(t.unit, t.measure_id) for t in chapter.targets} == {
        (u["name"], m["id"])
        for u in in_both(answer)
        for m in u["measures"]
        if m["target_changed_in_mid_year"]
    }
    assert {(a.unit, a.activity_id, a.kind) for a in chapter.activities} == {
        (u["name"], a["id"], ACTIVITY_MOVE_MARKS[ActivityMove(a["move"])].label)
        for u in in_both(answer)
        for a in u["activities"]
        if a["move"] not in {"same", "other"}
    }
    assert len(chapter.activities) >= 5


def test_the_written_report_prints_the_whole_chapter(
    changed_town: MunicipalityFolder, chapter: Movement, tmp_path: Path
) -> None:
    period = ["--period", "2026-T2", "--no-pdf", "--out", tmp_path]
    run("compile", changed_town.root, *period)
    (report,) = tmp_path.glob("*.docx")
    tables = {
        tuple(cell.text for cell in table.rows[0].cells): [
            tuple(cell.text for cell in row.cells) for row in table.rows[1:]
        ]
        for table in docx.Document(str(report)).tables
        if table.rows[0].cells[0].text in {"Ändring", "Målkort", "Avdelning"}
    }

    assert tables["Ändring", "Målkort", "Aktivitet"] == [
        (a.kind, a.unit, f"{a.activity_id} {a.text}") for a in chapter.activities
    ]
    forecasts = tables["Ändring", "Målkort", "Mål", "Prognos förut", "Prognos nu"]
    assert [row[0] for row in forecasts] == [m.kind for m in chapter.forecasts]
    texts = tables["Målkort", "Målets text förut", "Målets text nu"]
    assert [row[1] for row in texts] == [t.before for t in chapter.texts]
