"""The ribbon: the same actions on an open workbook by every route.

actions.py is what the buttons do, as functions of an xlwings book. It is written
read, compute, write, so that it runs on a desktop, in a browser through a server,
and on a file. ribbon.toml says once what the ribbon holds.
"""
