"""Builds the workbooks that the standard describes, with openpyxl and nothing else.

scorecard_book makes one workbook per unit, register_book the register's own.
Both look as theme.toml says, with the register's own colours put over it.
"""
