"""What a scorecard workbook contains, what it is called, and what is correct.

Pure Python: no spreadsheet, data-frame or document library is imported here.
"""
