"""The ribbon part of malkort.xlam, made from ribbon.toml."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from malkort_xl.addin.names import RIBBON_MODULE, callback
from malkort_xl.ribbon import DESKTOP, Button, Group, ribbon

_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon_xml() -> str:
    """Return customUI14.xml: the tab with the buttons of the desktop route."""
    tab = ribbon().on(DESKTOP)
    groups = "".join(map(_group, tab.groups))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<customUI xmlns={quoteattr(_NAMESPACE)}><ribbon><tabs>"
        f"<tab {_attributes(id=tab.id, label=tab.label)}>{groups}</tab>"
        "</tabs></ribbon></customUI>"
    )


def _group(group: Group) -> str:
    buttons = "".join(map(_button, group.buttons))
    return f"<group {_attributes(id=group.id, label=group.label)}>{buttons}</group>"


def _button(button: Button) -> str:
    attributes = _attributes(
        id=button.id,
        label=button.label,
        screentip=button.label,
        supertip=button.tooltip,
        imageMso=button.image,
        size=button.size,
        onAction=f"{RIBBON_MODULE}.{callback(button.action)}",
    )
    return f"<button {attributes}/>"


def _attributes(**values: str) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
