"""Judgements over a card, across its rows and across the municipality's cards.

One module per topic; a rule is a small generator with a code. What a column
demands of a single cell is no rule: that is data in layout, checked by parsing.
A code's first digit tells the topic:

    MK1xx  goals          MK4xx  texts
    MK2xx  measures       MK5xx  the card as a whole
    MK3xx  activities     MK6xx  the municipality

Start in registry: check_scorecard, check_municipality, all_rules.
"""
