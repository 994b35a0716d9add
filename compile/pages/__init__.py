"""Pages in HTML: one file each, which asks for nothing from anywhere else.

page        what a page is called and says at its top
tables      tables as values, ready to be printed
rendering   the only module that knows jinja2 for HTML; templates lie in templates/

A page of one's own: a template that extends base.html.jinja, filled by
rendering.rendered.
"""
