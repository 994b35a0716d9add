"""Open data beside a report: its cards as CSV and JSON, and what they mean."""

from compile.open_data.files import draft_open_data

__all__ = ["draft_open_data"]
