"""The register of tests.helpers.registers drawn as Markdown, as an office keeps it.

Ids that refer to other rows are written in mixed case on purpose.
"""

from __future__ import annotations

# The tables that travel in a scorecard workbook.
CARRIED = """
    ## Enheter (tblEnhet)
    | Enhets-id | Namn                   | Nivå     | Överordnad (id) | Ansvarig funktion | Gäller från år | Gäller till år |
    |-----------|------------------------|----------|-----------------|-------------------|----------------|----------------|
    | K0        | Exempelkommun          | kommun   |                 | Kommunchef        |                |                |
    | A1        | Exempelavdelning Norr  | avdelning | K0             | Avdelningschef    |                |                |
    | A2        | Exempelavdelning Söder | Avdelning | K0             | Avdelningschef    |                |                |
    | E1        | Exempelenhet Ån        | enhet    | a1              | Enhetschef        |                |                |
    | E2        | Exempelenhet Ön        | enhet    | A2              | Enhetschef        |                |                |

    ## Perspektiv (tblPerspektiv)
    | Perspektiv-id | Ordning | Perspektiv      |
    |---------------|---------|-----------------|
    | P2            | 2       | Medarbetare     |
    | P1            | 1       | Medborgare/kund |
    | P3            | 3       | Arbetsprocess   |
    | P4            | 4       | Ekonomi         |

    ## Långsiktiga mål (tblLangsiktigt)
    | Perspektiv-id | Långsiktigt mål (kortform) | Officiell text   |
    |---------------|----------------------------|------------------|
    | P1            | Nöjda                      | Nöjda medborgare |
    | p2            | Stolta medarbetare         |                  |
    | P3            | Kreativa arbetssätt        |                  |
    | P4            | Hållbar ekonomi            |                  |

    ## Områden (tblOmrade)
    | Område-id | Ordning | Prioriterat område |
    |-----------|---------|--------------------|
    | O1        | 1       | Exempelområde ett  |
    | O2        | 2       | Exempelområde två  |
    | O3        | 3       | Exempelområde tre  |

    ## Strategimål (tblStrategimal)
    | Nummer | Område-id | Kort titel    | Gäller till år |
    |--------|-----------|---------------|----------------|
    | 1      | O1        | Exempelmål ett  |              |
    | 2      | o1        | Exempelmål två  |              |
    | 3      | O2        | Exempelmål tre  |              |
    | 4      | O2        | Exempelmål fyra |              |
    | 5      | O3        |                 |              |
    | 6      | O3        | Exempelmål sex  | 2024         |

    ## Perioder (tblPeriod)
    | Period  | Start      | Slut       | Sista inlämningsdag |
    |---------|------------|------------|---------------------|
    | 2026-T1 | 2026-01-01 | 2026-04-30 | 2026-05-20          |
    | 2026-T2 | 2026-01-01 | 2026-08-31 | 2026-09-20          |
    | 2026-T3 | 2026-01-01 | 2026-12-31 | 2027-01-25          |

    ## Skalor (tblSkala)
    | Skala            | Kod         | Benämning       | Tecken | Förklaring               |
    |------------------|-------------|-----------------|--------|--------------------------|
    | Måluppfyllelse   | uppfyllt    | Uppfyllt        | ●      | Målvärdet är nått.       |
    | Måluppfyllelse   | delvis      | Delvis uppfyllt | ◐      | Minst 80 % av målvärdet. |
    | Måluppfyllelse   | ej          | Ej uppfyllt     | ○      | Under 80 % av målvärdet. |
    | Måluppfyllelse   | ej_matt     | Ej mätt         | –      | Det går inte att avgöra ännu. |
    | Aktivitetsstatus | ej_paborjad | Ej påbörjad     | □      |                          |
    | Aktivitetsstatus | pagar       | Pågår           | ▶      |                          |
    | Aktivitetsstatus | genomford   | Genomförd       | ■      |                          |
    | Aktivitetsstatus | forsenad    | Försenad        | ▲      |                          |
    | Aktivitetsstatus | utgar       | Utgår           | ×      |                          |

    ## Tröskelvärden (tblTroskel)
    | Kod           | Värde |
    |---------------|-------|
    | delvis_fran   | 0,8   |
    | rimlig_faktor | 10    |
    | kommentar_max | 2000  |
"""  # noqa: E501 - a drawn row is one line
REGISTER = (
    CARRIED
    + """
    ## Styrkor (tblStyrka)
    | Nummer | Styrka        | Anmärkning |
    |--------|---------------|------------|
    | 1      | Exempelstyrka |            |

    ## Texter (tblText)
    | Kod      | Text |
    |----------|------|
    | utgivare |      |

    ## Tema (tblTema)
    | Kod  | Värde  |
    |------|--------|
    | mork | 1F3A4D |
"""
)
