"""The example municipality: made-up scorecards for three periods, as data."""

from workbook_templates.sample.loader import (
    EXAMPLE_FAULTY,
    EXAMPLE_MISSING,
    EXAMPLE_PERIODS,
    example_cards,
)

__all__ = ["EXAMPLE_FAULTY", "EXAMPLE_MISSING", "EXAMPLE_PERIODS", "example_cards"]
