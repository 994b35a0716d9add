"""The scorecard workbooks: their standard, their builder and their example.

This package owns the standard that the add-in and the compiler stand on. It
imports neither of them.
"""
