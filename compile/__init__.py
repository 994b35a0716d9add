"""From a folder of scorecard workbooks to one report in Word and PDF.

The package's name shadows the built-in function of that name, so it is always
imported as `from compile.x import y`, never as `import compile`.
"""
