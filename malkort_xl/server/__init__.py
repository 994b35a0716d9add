"""The ribbon over Office.js: the very same actions, served by xlwings Server.

Only this room stands on xlwings PRO code, and only when it is started: the module
application is imported by `malkort serve` alone, and nothing else needs the extra
`server` or a licence key.
"""
