"""The register in its workbook, and each fault that it may have."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.helpers.drawn_register import REGISTER
from tests.helpers.markdown_book import (
    register_from_markdown,
    with_cell,
)
from tests.helpers.registers import small_register
from workbook_templates.standard.model import StrategyGoal, Strength
from workbook_templates.standard.raw import RawWorkbook
from workbook_templates.standard.register import KeyFigure, Register, Thresholds
from workbook_templates.standard.register_layout import (
    TEXT_SETTINGS,
    THEME_SETTINGS,
    THRESHOLD_SETTINGS,
)
from workbook_templates.standard.register_reading import (
    read_register,
)

if TYPE_CHECKING:
    from workbook_templates.standard.findings import Finding


def changed(**cells: str | Decimal | None) -> RawWorkbook:
    """Return the drawn register with cells changed: Enheter_B6="X"."""
    raw = register_from_markdown(REGISTER)
    for place, value in cells.items():
        raw = with_cell(raw, place.replace("_", "!"), value)
    return raw


def found(raw: RawWorkbook) -> list[Finding]:
    return list(read_register(raw)[1])


def told(raw: RawWorkbook) -> list[str]:
    return [
        f"{finding.code} {finding.where}: {finding.wrong}" for finding in found(raw)
    ]


def test_a_register_is_read_whole_and_has_nothing_wrong() -> None:
    register, findings = read_register(register_from_markdown(REGISTER))
    assert findings == ()
    for field in fields(Register):
        read, expected = (getattr(r, field.name) for r in (register, small_register()))
        assert read == expected, field.name


def test_every_row_of_the_register_tells_where_it_stands() -> None:
    register, _ = read_register(register_from_markdown(REGISTER))
    assert str(register.units[3].origin.at("parent")) == "Enheter!D9"
    assert str(register.strategy_goals[0].origin.at("area")) == "Strategimål!B6"
    plan = register.periods[0].origin
    assert plan is not None
    assert str(plan.at("end")) == "Perioder!C6"


def test_the_facts_of_a_strategy_goal_are_all_read() -> None:
    register, findings = read_register(
        register_from_markdown(
            REGISTER.replace("## Strategimål (tblStrategimal)", "## Struket")
            + """
            ## Strategimål (tblStrategimal)
            | Nummer | Område-id | Kort titel | Officiell text | Indikator | Riktning | Jämförs med | Gäller från år | Gäller till år | Kolada-id      |
            |--------|-----------|------------|----------------|-----------|----------|-------------|----------------|----------------|----------------|
            | 9      | O1        | Ett        | Text           | Andel     | öka      | Länet       | 2017           | 2027           | N00001; N00002 |
            """  # noqa: E501 - a drawn row is one line
        )
    )
    assert findings == ()
    assert register.strategy_goals == (
        StrategyGoal(
            9,
            "O1",
            "Ett",
            "Text",
            "Andel",
            "öka",
            "Länet",
            2017,
            2027,
            ("N00001", "N00002"),
        ),
    )


KOLADA = """
    ## Kolada (tblKolada)
    | Kolada-id | Nyckeltal | Områdeskod | Område  | År   | Totalt | Kvinnor | Män | Hämtad     | Källa         | Vid hämtningen | Granskning |
    |-----------|-----------|------------|---------|------|--------|---------|-----|------------|---------------|----------------|------------|
    | N01951    | Invånare  | 17         | Länet   | 2024 | 12,5   |         | 0   | 2026-05-02 | Källa: Kolada | Ny             | Ja         |
"""  # noqa: E501 - a drawn row is one line


def test_what_is_stored_of_kolada_is_read() -> None:
    register, findings = read_register(register_from_markdown(REGISTER + KOLADA))
    assert findings == ()
    assert register.key_figures == (
        KeyFigure(
            "N01951",
            "0017",
            2024,
            "Invånare",
            "Länet",
            Decimal("12.5"),
            None,
            Decimal(0),
            date(2026, 5, 2),
            "Källa: Kolada",
            "Ny",
            "Ja",
        ),
    )


def test_what_is_stored_of_kolada_twice_is_told() -> None:
    twice = KOLADA + KOLADA.splitlines()[-1]
    assert told(register_from_markdown(REGISTER + twice)) == [
        "MK701 Kolada!E7: År ”2024” står redan i Kolada!E6."
    ]


def test_a_strength_keeps_its_note() -> None:
    register, _ = read_register(changed(Styrkor_C6="Ur strategin"))
    assert register.strengths == (Strength(1, "Exempelstyrka", "Ur strategin"),)


def test_settings_that_are_missing_or_empty_have_their_defaults() -> None:
    register, _ = read_register(changed(Texter_B6="Nämnden"))
    defaults = {setting.code: setting.default for setting in TEXT_SETTINGS}
    assert register.texts == {**defaults, "utgivare": "Nämnden"}
    assert register.theme == {s.code: s.default for s in THEME_SETTINGS}


def test_thresholds_are_read_and_the_first_of_two_counts() -> None:
    raw = changed(
        Tröskelvärden_B6=Decimal("0.75"),
        Tröskelvärden_B7=Decimal(5),
        Tröskelvärden_B8=Decimal(900),
    )
    assert read_register(raw)[0].thresholds == Thresholds(
        Decimal("0.75"), Decimal(5), 900
    )


def test_the_defaults_of_thresholds_are_said_alike_in_both_places() -> None:
    standing = [s.default for s in THRESHOLD_SETTINGS]
    default = Thresholds()
    assert standing == [
        str(default.partly_from),
        str(default.plausible_factor),
        str(default.comment_limit),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"Enheter_A10": "e1"},
            "MK701 Enheter!A10: Enhets-id ”e1” står redan i Enheter!A9.",
        ),
        (
            {"Perspektiv_A7": "P2"},
            "MK701 Perspektiv!A7: Perspektiv-id ”P2” står redan i Perspektiv!A6.",
        ),
        (
            {"Strategimål_A7": Decimal(1)},
            "MK701 Strategimål!A7: Nummer ”1” står redan i Strategimål!A6.",
        ),
        (
            {"Tröskelvärden_A7": "delvis_fran"},
            "MK701 Tröskelvärden!A7: Kod ”delvis_fran” står redan i Tröskelvärden!A6.",
        ),
        (
            {"Enheter_D9": "A9"},
            "MK702 Enheter!D9: ”A9” är inget enhets-id på fliken Enheter.",
        ),
        (
            {"Enheter_D9": None},
            (
                "MK703 Enheter!D9: Enheten ”E1” har ingen överordnad enhet "
                "och får ingen plats i rapporten."
            ),
        ),
        (
            {"Enheter_C7": "kommun"},
            (
                "MK705 Enheter!C7: ”A1” gäller samma år som ”K0”, "
                "och båda har nivån kommun."
            ),
        ),
        (
            {"Enheter_F6": Decimal(2027), "Enheter_G6": Decimal(2026)},
            "MK706 Enheter!G6: Raden gäller från 2027 men bara till 2026.",
        ),
        (
            {"Strategimål_H11": Decimal(2025)},
            "MK706 Strategimål!I11: Raden gäller från 2025 men bara till 2024.",
        ),
        (
            {"Långsiktiga mål_A6": "P9"},
            (
                "MK707 Långsiktiga mål!A6: ”P9” är inget perspektiv-id "
                "på fliken Perspektiv."
            ),
        ),
        (
            {"Strategimål_B6": "O9"},
            "MK708 Strategimål!B6: ”O9” är inget område-id på fliken Områden.",
        ),
        (
            {"Perioder_A6": "våren"},
            "MK709 Perioder!A6: ”våren” är ingen period.",
        ),
        (
            {"Perioder_B6": "2026-05-01"},
            (
                "MK710 Perioder!C6: Perioden 2026-T1 börjar 2026-05-01 "
                "men slutar 2026-04-30."
            ),
        ),
        (
            {"Perioder_C7": "2026-04-30"},
            "MK711 Perioder!B7: Perioden 2026-T2 går in i 2026-T1.",
        ),
        (
            {"Perioder_B7": "2026-04-15"},
            "MK711 Perioder!B7: Perioden 2026-T2 går in i 2026-T1.",
        ),
        (
            {"Perioder_D6": "2026-04-01"},
            (
                "MK712 Perioder!D6: Sista inlämningsdag 2026-04-01 "
                "ligger före periodens slut 2026-04-30."
            ),
        ),
        (
            {"Skalor_B7": None},
            "MK713 Skalor!B5: Skalan Måluppfyllelse saknar koden delvis.",
        ),
        ({"Skalor_B7": "halvt"}, "MK714 Skalor!B7: Koden ”halvt” används inte."),
        ({"Texter_A6": "hälsning"}, "MK714 Texter!A6: Koden ”hälsning” används inte."),
        ({"Tema_A6": "färg"}, "MK714 Tema!A6: Koden ”färg” används inte."),
        (
            {"Tröskelvärden_A6": "delvis"},
            "MK714 Tröskelvärden!A6: Koden ”delvis” används inte.",
        ),
        (
            {"Skalor_C7": "uppfyllt"},
            (
                "MK715 Skalor!C7: Benämning ”uppfyllt” står redan i Skalor!C6, "
                "så de går inte att skilja åt."
            ),
        ),
        (
            {"Perspektiv_C7": "Medarbetare"},
            (
                "MK715 Perspektiv!C7: Perspektiv ”Medarbetare” står redan i "
                "Perspektiv!C6, så de går inte att skilja åt."
            ),
        ),
        (
            {"Tröskelvärden_B6": Decimal(80)},
            "MK716 Tröskelvärden!B6: Tröskelvärdet delvis_fran är 80.",
        ),
        (
            {"Tröskelvärden_B7": Decimal(1)},
            "MK716 Tröskelvärden!B7: Tröskelvärdet rimlig_faktor är 1.",
        ),
        (
            {"Tröskelvärden_B8": Decimal("0.5")},
            "MK716 Tröskelvärden!B8: Tröskelvärdet kommentar_max är 0,5.",
        ),
        ({"Tema_B6": "mörkblå"}, "MK717 Tema!B6: ”mörkblå” är ingen färg."),
        ({"Tema_B6": Decimal(1234)}, "MK717 Tema!B6: ”1234” är ingen färg."),
    ],
)
def test_each_fault_is_told_with_its_place(
    cells: dict[str, str | Decimal | None], expected: str
) -> None:
    assert expected in told(changed(**cells))


def test_a_ring_of_units_is_told_once() -> None:
    raw = changed(Enheter_D6="E1")
    assert [text for text in told(raw) if text.startswith("MK704")] == [
        "MK704 Enheter!D6: Enheten ”K0” är överordnad sig själv: K0 – E1 – A1 – K0."
    ]


def test_a_unit_above_itself_is_a_ring() -> None:
    assert told(changed(Enheter_D9="E1")) == [
        "MK704 Enheter!D9: Enheten ”E1” är överordnad sig själv: E1 – E1."
    ]


def test_two_municipalities_may_follow_on_each_other() -> None:
    raw = changed(
        Enheter_G6=Decimal(2025), Enheter_C7="kommun", Enheter_F7=Decimal(2026)
    )
    assert found(raw) == []


def test_periods_need_not_be_cumulative() -> None:
    raw = changed(Perioder_B7="2026-05-01", Perioder_B8="2026-09-01")
    assert {finding.code for finding in found(raw)} == {"MK019"}  # dates typed as text


def test_a_new_year_must_not_begin_in_the_old_one() -> None:
    raw = changed(
        Perioder_A8="2027-T1", Perioder_B8="2026-08-01", Perioder_C8="2027-04-30"
    )
    assert any(text.startswith("MK711 Perioder!B8") for text in told(raw))


def test_the_same_period_twice_is_told_as_that_alone() -> None:
    raw = changed(Perioder_A7="2026-T1", Perioder_C7="2026-04-30")
    codes = {finding.code for finding in found(raw)}
    assert codes == {"MK701", "MK019"}


def test_a_row_without_its_key_is_left_out_and_told() -> None:
    raw = changed(
        Enheter_A10=None,
        Enheter_C9="by",
        Perspektiv_A9=None,
        Områden_A8=None,
        Strategimål_A11=None,
        Styrkor_A6="ett",
        Perioder_A8=None,
    )
    register, findings = read_register(raw)
    assert [unit.id for unit in register.units] == ["K0", "A1", "A2"]
    assert [p.id for p in register.perspectives] == ["P1", "P2", "P3"]
    assert [area.id for area in register.areas] == ["O1", "O2"]
    assert len(register.strategy_goals) == 5
    assert register.strengths == ()
    assert len(register.periods) == 2
    wanted = {"Enheter!A10", "Enheter!C9", "Perspektiv!A9", "Områden!A8"}
    wanted |= {"Strategimål!A11", "Styrkor!A6", "Perioder!A8"}
    assert wanted <= {str(finding.where) for finding in findings}


def test_names_and_order_that_are_missing_are_made_up_from_what_is_there() -> None:
    raw = changed(
        Enheter_B6=None, Perspektiv_C7=None, Perspektiv_B9=None, Områden_C6=None
    )
    register, findings = read_register(raw)
    assert register.units[0].name == "K0"
    assert register.perspectives[0].name == "P1"
    assert register.perspectives[-1].id == "P4"
    assert register.areas[0].name == "O1"
    assert len(findings) == 4


def test_a_period_without_its_days_is_left_out_and_told() -> None:
    raw = changed(Perioder_C6=None)
    register, findings = read_register(raw)
    assert len(register.periods) == 2
    assert [str(finding.where) for finding in findings] == ["Perioder!C6"]


def test_a_faulty_setting_has_its_default() -> None:
    register, _ = read_register(
        changed(Tröskelvärden_B6=Decimal(80), Tema_B6="mörkblå")
    )
    assert register.thresholds == Thresholds()
    assert register.theme["mork"] == THEME_SETTINGS[0].default


def test_a_colour_and_a_font_of_ones_own_are_read() -> None:
    register, findings = read_register(
        changed(Tema_B6="a0b1c2", Tema_A7="typsnitt", Tema_B7="Arial")
    )
    assert (register.theme["mork"], register.theme["typsnitt"]) == ("a0b1c2", "Arial")
    assert {finding.code for finding in findings} <= {"MK023"}  # typed below the table


def test_a_step_without_a_label_is_called_by_its_code() -> None:
    register, _ = read_register(changed(Skalor_C6=None))
    assert register.verdicts[0].label == "uppfyllt"


def test_what_stands_beside_the_registers_tables_is_named() -> None:
    assert told(changed(Enheter_Z6="Fråga Eva", Enheter_Z2="Rubrik")) == [
        "MK027 Enheter!Z6: ”Fråga Eva” står utanför fälten och läses inte."
    ]


def test_sheets_of_the_offices_own_are_let_be() -> None:
    assert found(changed(Arbetsblad_A1="Egna anteckningar")) == []


def test_missing_tables_are_told_and_nothing_follows_from_them() -> None:
    raw = changed()
    gone = ("Områden", "Perspektiv", "Skalor")
    sheets = {name: sheet for name, sheet in raw.sheets.items() if name not in gone}
    assert [finding.code for finding in found(replace(raw, sheets=sheets))] == [
        "MK006",
        "MK006",
        "MK006",
    ]


def test_some_other_workbook_lacks_every_table() -> None:
    register, findings = read_register(RawWorkbook("budget.xlsx", {}))
    assert {finding.code for finding in findings} == {"MK006"}
    assert register.units == ()
