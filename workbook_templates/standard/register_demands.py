"""The wordings of what is wrong in a register, each said once; codes MK701-MK749.

What a single cell demands is said in demands.
"""

from __future__ import annotations

from workbook_templates.standard.findings import Severity, Wording

DUPLICATE_KEY = Wording(
    "MK701",
    "Samma nyckel två gånger",
    Severity.ERROR,
    "{heading} {value} står redan i {first}.",
    "Ge raden ett eget värde eller ta bort den.",
)
UNKNOWN_PARENT = Wording(
    "MK702",
    "Överordnad enhet finns inte",
    Severity.ERROR,
    "{value} är inget enhets-id på fliken Enheter.",
    "Skriv id:t för den enhet som ligger ovanför.",
)
NO_PARENT = Wording(
    "MK703",
    "Överordnad enhet saknas",
    Severity.ERROR,
    "Enheten {value} har ingen överordnad enhet och får ingen plats i rapporten.",
    "Skriv id:t för den avdelning som enheten hör till.",
)
PARENT_CYCLE = Wording(
    "MK704",
    "Enheter är överordnade varandra",
    Severity.ERROR,
    "Enheten {value} är överordnad sig själv: {chain}.",
    "Ändra överordnad för en av dem.",
)
TWO_MUNICIPALITIES = Wording(
    "MK705",
    "Två enheter på nivån kommun",
    Severity.ERROR,
    "{value} gäller samma år som {other}, och båda har nivån kommun.",
    "Låt bara en enhet ha nivån kommun ett år.",
)
YEARS_REVERSED = Wording(
    "MK706",
    "Åren står i fel ordning",
    Severity.ERROR,
    "Raden gäller från {start} men bara till {end}.",
    "Byt plats på åren.",
)
UNKNOWN_PERSPECTIVE = Wording(
    "MK707",
    "Perspektivet finns inte",
    Severity.ERROR,
    "{value} är inget perspektiv-id på fliken Perspektiv.",
    "Skriv ett id som finns där.",
)
UNKNOWN_AREA = Wording(
    "MK708",
    "Området finns inte",
    Severity.ERROR,
    "{value} är inget område-id på fliken Områden.",
    "Skriv ett id som finns där.",
)
UNREADABLE_PERIOD = Wording(
    "MK709",
    "Perioden går inte att läsa",
    Severity.ERROR,
    "{value} är ingen period.",
    "Skriv år och tertial, till exempel 2026-T2.",
)
PERIOD_REVERSED = Wording(
    "MK710",
    "Perioden slutar innan den börjar",
    Severity.ERROR,
    "Perioden {value} börjar {start} men slutar {end}.",
    "Kontrollera datumen.",
)
PERIODS_OVERLAP = Wording(
    "MK711",
    "Perioderna går in i varandra",
    Severity.ERROR,
    "Perioden {value} går in i {other}.",
    "Låt varje period sluta efter den förra, och börja efter den eller den 1 januari.",
)
EARLY_DEADLINE = Wording(
    "MK712",
    "Sista inlämningsdag före periodens slut",
    Severity.WARNING,
    "Sista inlämningsdag {deadline} ligger före periodens slut {end}.",
    "Kontrollera datumet.",
)
STEP_MISSING = Wording(
    "MK713",
    "Ett steg saknas i skalan",
    Severity.ERROR,
    "Skalan {scale} saknar koden {code}.",
    "Lägg till en rad med koden. Koderna är fasta.",
)
UNKNOWN_CODE = Wording(
    "MK714",
    "Okänd kod",
    Severity.WARNING,
    "Koden {value} används inte.",
    "{hint}",
)
SAME_WORD = Wording(
    "MK715",
    "Samma benämning två gånger",
    Severity.ERROR,
    "{heading} {value} står redan i {first}, så de går inte att skilja åt.",
    "Ge dem olika benämningar.",
)
THRESHOLD_OUT_OF_RANGE = Wording(
    "MK716",
    "Orimligt tröskelvärde",
    Severity.ERROR,
    "Tröskelvärdet {code} är {value}.",
    "{hint}",
)
BAD_COLOUR = Wording(
    "MK717",
    "Ingen färg",
    Severity.ERROR,
    "{value} är ingen färg.",
    "Skriv sex tecken, 0–9 och A–F, till exempel {example}.",
)

REGISTER_DEMANDS: tuple[Wording, ...] = (
    DUPLICATE_KEY,
    UNKNOWN_PARENT,
    NO_PARENT,
    PARENT_CYCLE,
    TWO_MUNICIPALITIES,
    YEARS_REVERSED,
    UNKNOWN_PERSPECTIVE,
    UNKNOWN_AREA,
    UNREADABLE_PERIOD,
    PERIOD_REVERSED,
    PERIODS_OVERLAP,
    EARLY_DEADLINE,
    STEP_MISSING,
    UNKNOWN_CODE,
    SAME_WORD,
    THRESHOLD_OUT_OF_RANGE,
    BAD_COLOUR,
)
