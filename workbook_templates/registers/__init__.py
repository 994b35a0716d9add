"""The registers that a municipality folder begins with, as data and as values."""

from workbook_templates.registers.loader import example_register, strategy_register

__all__ = ["example_register", "strategy_register"]
