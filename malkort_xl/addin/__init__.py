"""malkort.xlam: the ribbon for Excel on a computer with Python.

Made on any machine from the free (BSD) files of the xlwings wheel, the ribbon in
ribbon.toml and the sources in vba/. Nothing here needs Excel or a licence key.
"""
