"""The rendered report in ODF, for LibreOffice alone."""
