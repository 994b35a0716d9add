"""Intake: the safe way from the bytes of a file to a `RawWorkbook`.

The order of work, one module each: `source` (bytes once), `sniff` (what is it),
`package` (zip rules), `markup` (XML rules), then the parts of a workbook:
`relations`, `workbook`, `strings`, `styles`, `sheet`, `tables`, `properties`.
`reader` puts them together. No part is trusted, none is ever written to.
"""
