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
UNKNOWN_PREDECESSOR = Wording(
    "MK730",
    "Enheten som ersätts finns inte",
    Severity.ERROR,
    "{value} är inget enhets-id på fliken Enheter.",
    "Skriv id:t för den enhet som den nya tar över efter; låt dess rad vara kvar.",
)
PREDECESSOR_NOT_ENDED = Wording(
    "MK731",
    "Enheten som ersätts gäller fortfarande",
    Severity.ERROR,
    "{value} ersätter {other}, men {other} upphör inte före {value} börjar gälla.",
    "Skriv {other}s sista år, och ett senare första år för {value}.",
)
PREDECESSOR_RING = Wording(
    "MK732",
    "Enheter ersätter varandra",
    Severity.ERROR,
    "Enheten {value} ersätter sig själv: {chain}.",
    "Ta bort id:t på en av raderna.",
)
UNKNOWN_REPLACEMENT = Wording(
    "MK733",
    "Strategimålet som tar över finns inte",
    Severity.ERROR,
    "Strategimål {value} finns inte på fliken Strategimål.",
    "Skriv ett nummer som finns där.",
)
REPLACED_NOT_ENDED = Wording(
    "MK734",
    "Ett ersatt strategimål har inget sista år",
    Severity.ERROR,
    "Strategimål {value} ersätts av ett annat men gäller utan slut.",
    "Skriv det sista året som målet gäller.",
)
REPLACEMENT_RING = Wording(
    "MK735",
    "Strategimål ersätter varandra",
    Severity.ERROR,
    "Strategimål {value} ersätts till slut av sig självt: {chain}.",
    "Ta bort numret på en av raderna.",
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
    UNKNOWN_PREDECESSOR,
    PREDECESSOR_NOT_ENDED,
    PREDECESSOR_RING,
    UNKNOWN_REPLACEMENT,
    REPLACED_NOT_ENDED,
    REPLACEMENT_RING,
)
