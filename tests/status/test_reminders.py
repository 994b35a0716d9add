from __future__ import annotations

import email
from dataclasses import replace
from email import policy
from typing import TYPE_CHECKING

import pytest

from compile.status.model import State
from compile.status.reading import ground_of, period_status
from compile.status.reminder_files import as_mail
from compile.status.reminders import reminders
from tests.helpers.commanding import run
from tests.helpers.gatherings import card_of
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.security.attacks import CLIMBING
from tests.standard.good_card import T2
from tests.status.towns import CLEAN, FAULTY, MISSING, UNREADY, named
from workbook_templates.builder.register_book import build_register
from workbook_templates.standard.register_layout import REMINDER_TEXT

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.status.model import PeriodStatus
    from workbook_templates.standard.register import Register


def remind(folder: MunicipalityFolder) -> int:
    arguments = ["--period", "2026-T2", "--paminn", "--datum", "2026-09-18"]
    return run("status", folder.root, *arguments)


def with_texts(register: Register, **texts: str) -> Register:
    return replace(register, texts={**register.texts, **texts})


def draft(path: Path) -> email.message.EmailMessage:
    with path.open("rb") as file:
        return email.message_from_binary_file(file, policy=policy.default)


@pytest.fixture
def town_of_one(tmp_path: Path) -> MunicipalityFolder:
    """A town where only one unit has handed in."""
    folder = small_town(tmp_path / "kommunen")
    put_in_inbox(folder, [named(card_of(CLEAN))])
    return folder


def test_each_late_unit_gets_a_text_and_a_mail_draft_and_nobody_else(
    busy_town: MunicipalityFolder,
) -> None:
    assert remind(busy_town) == 1

    names = {p.name for p in busy_town.reminders(T2).iterdir()}
    late = (MISSING, FAULTY, UNREADY)
    assert names == {f"{unit}.{end}" for unit in late for end in ("txt", "eml")}


def test_a_reminder_says_what_lacks_the_last_day_how_and_whom_to_ask(
    busy_town: MunicipalityFolder,
) -> None:
    remind(busy_town)

    def text(unit: str) -> str:
        path = busy_town.reminders(T2) / f"{unit}.txt"
        return path.read_text(encoding="utf-8-sig")

    for unit in (MISSING, FAULTY, UNREADY):
        assert "Sista inlämningsdag är 20 september 2026, om 2 dagar." in text(unit)
        assert "Svara på det här om ni har frågor." in text(unit)
    assert "Vi har inte fått ert målkort." in text(MISSING)
    assert "E2 Exempelenhet.txt, men den gick inte att läsa" in text(MISSING)
    assert "Kortet har 4 fel som ska rättas:" in text(FAULTY)
    assert "- Mål!M6: " in text(FAULTY)
    assert "Kortet är inte markerat som klart." in text(UNREADY)


def test_a_draft_has_a_subject_and_a_text_and_is_addressed_to_nobody(
    busy_town: MunicipalityFolder,
) -> None:
    remind(busy_town)
    mail = draft(busy_town.reminders(T2) / f"{MISSING}.eml")
    text = (busy_town.reminders(T2) / f"{MISSING}.txt").read_text("utf-8-sig")

    assert mail["Subject"] == "Påminnelse: målkortet för Exempelenhet Ön, 2026-T2"
    assert mail["X-Unsent"] == "1"
    assert [mail[h] for h in ("To", "Cc", "Bcc", "From")] == [None] * 4
    content = mail.get_content().replace("\r\n", "\n").strip()
    assert content == text.partition("\n\n")[2].strip()


def test_a_reminder_goes_when_the_unit_has_handed_in(
    town_of_one: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    remind(town_of_one)
    place = town_of_one.reminders(T2)
    (place / "min egen.txt").write_text("Rör inte.", encoding="utf-8")
    assert (place / "E1.eml").exists()
    put_in_inbox(town_of_one, [named(card_of("E1"))])
    capsys.readouterr()
    remind(town_of_one)

    assert not (place / "E1.eml").exists()
    assert not (place / "E1.txt").exists()
    assert (place / "E2.eml").exists()
    assert (place / "min egen.txt").exists()
    assert "Tog bort E1.txt: enheten är klar." in capsys.readouterr().err


def test_when_nobody_is_late_there_is_nothing_to_write(
    done_town: MunicipalityFolder,
) -> None:
    assert remind(done_town) == 0
    assert not done_town.reminders(T2).exists()


def test_the_offices_own_wording_and_contact_come_from_the_register(
    town_of_one: MunicipalityFolder,
) -> None:
    wording = "Hallå {enhet}! Senast {sista_dag}. {kontakt} {okänt} {{enhet}}"
    register = with_texts(
        small_register(), kontakt="Kontoret {enhet}", **{REMINDER_TEXT: wording}
    )
    build_register(register, town_of_one.register)
    remind(town_of_one)

    text = (town_of_one.reminders(T2) / "E2.txt").read_text("utf-8-sig")
    assert (
        "Hallå Exempelenhet Ön! Senast 20 september 2026. Har ni frågor: "
        "Kontoret {enhet} {okänt} {Exempelenhet Ön}" in text
    )


@pytest.fixture
def hostile(town_of_one: MunicipalityFolder) -> PeriodStatus:
    """A town whose unit has an id and a name that would do something."""
    register = small_register()
    bad = replace(register.units[-1], id=CLIMBING, name="Ön\r\nBcc: alla@example.se")
    build_register(
        replace(register, units=(*register.units[:-1], bad)), town_of_one.register
    )
    return period_status(ground_of(town_of_one, T2), the_18th())


def the_18th() -> date:
    plan = small_register().plan(T2)
    assert plan
    return plan.deadline.replace(day=18)


def test_no_unit_names_a_file_elsewhere_or_writes_a_header(
    town_of_one: MunicipalityFolder, hostile: PeriodStatus
) -> None:
    before = {p for p in town_of_one.root.parent.rglob("*") if p.is_file()}
    assert [u.unit.id for u in hostile.units if u.state is State.MISSING][
        -1
    ] == CLIMBING
    assert remind(town_of_one) == 1

    made = {p for p in town_of_one.root.parent.rglob("*") if p.is_file()} - before
    places = {p.parent for p in made}
    assert places == {town_of_one.period(T2), town_of_one.reminders(T2)}
    worst = reminders(hostile)[-1]
    mail = email.message_from_bytes(as_mail(worst), policy=policy.default)
    assert mail["Bcc"] is None
    assert "Ön Bcc: alla@example.se" in mail["Subject"]


def test_two_ids_that_no_file_name_may_hold_get_a_file_each(
    town_of_one: MunicipalityFolder,
) -> None:
    register = small_register()
    ids = ("E:1", "E?1")
    units = (
        *register.units[:3],
        *(replace(u, id=i) for u, i in zip(register.units[3:], ids, strict=True)),
    )
    build_register(replace(register, units=units), town_of_one.register)
    remind(town_of_one)

    drafts = {p.name for p in town_of_one.reminders(T2).glob("E-1*.eml")}
    assert len(drafts) == 2
