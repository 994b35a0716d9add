"""The add-in's manifest, which an administrator uploads, made from ribbon.toml.

Its form is the add-in only manifest of Office Add-ins with a shared runtime: the
task pane, the buttons and the cell function live in one page. Resource ids have at
most 32 characters, short strings 125 and long ones 250; Office refuses others.
"""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET  # writing only; nothing foreign is parsed
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from malkort_xl.ribbon import SERVER, Button, Group, Tab, ribbon
from malkort_xl.server.options import ServerOptions, check_url
from malkort_xl.server.ribbon_js import pressed

if TYPE_CHECKING:
    from malkort_xl.server.options import Entra

ICONS = "images/icons"
NAME = "Målkort"
ABOUT = "Kontrollerar målkort och hämtar strategimål i kommunens arbetsböcker."

_APP = "http://schemas.microsoft.com/office/appforoffice/1.1"
_TYPES = "http://schemas.microsoft.com/office/officeappbasictypes/1.0"
_OVER = "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ICON_SIZES = (16, 32, 80)
_PANE = "Pane.Url"
_TASKPANE_ID = "malkortPane"
_LONGEST = {"ShortStrings": 125, "LongStrings": 250}


def manifest(options: ServerOptions, support_url: str = "") -> str:
    """Return the manifest for a server at a public address, as XML.

    The add-in's id follows from the address, so that a new manifest of the same
    server replaces the old one. Raises UsageError for a useless address.
    """
    url = check_url(options.url)
    root = ET.Element(
        "OfficeApp", {"xmlns": _APP, "xmlns:xsi": _XSI, "xmlns:bt": _TYPES}
    )
    root.set("xsi:type", "TaskPaneApp")
    _head(root, url, support_url or f"{url}/")
    root.append(_overrides(url, ribbon().on(SERVER), options.entra))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}\n'


def _head(root: ET.Element, url: str, support_url: str) -> None:
    identity = uuid.uuid5(uuid.NAMESPACE_URL, url)
    _text(root, "Id", str(identity))
    _text(root, "Version", f"{version('malkort')}.0")
    _text(root, "ProviderName", NAME)
    _text(root, "DefaultLocale", "sv-SE")
    for tag, value in (
        ("DisplayName", NAME),
        ("Description", ABOUT),
        ("IconUrl", _icon_url(url, 32)),
        ("HighResolutionIconUrl", _icon_url(url, 64)),
        ("SupportUrl", support_url),
    ):
        ET.SubElement(root, tag, DefaultValue=value)
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    _text(ET.SubElement(root, "AppDomains"), "AppDomain", origin)
    ET.SubElement(ET.SubElement(root, "Hosts"), "Host", Name="Workbook")
    sets = ET.SubElement(
        ET.SubElement(root, "Requirements"), "Sets", DefaultMinVersion="1.1"
    )
    ET.SubElement(sets, "Set", Name="SharedRuntime", MinVersion="1.1")
    settings = ET.SubElement(root, "DefaultSettings")
    ET.SubElement(settings, "SourceLocation", DefaultValue=f"{url}/taskpane.html")
    _text(root, "Permissions", "ReadWriteDocument")


def _overrides(url: str, tab: Tab, entra: Entra | None) -> ET.Element:
    over = ET.Element("VersionOverrides", {"xmlns": _OVER})
    over.set("xsi:type", "VersionOverridesV1_0")
    hosts = ET.SubElement(over, "Hosts")
    host = ET.SubElement(hosts, "Host", {"xsi:type": "Workbook"})
    runtimes = ET.SubElement(host, "Runtimes")
    ET.SubElement(runtimes, "Runtime", resid=_PANE, lifetime="long")
    _cell_functions(ET.SubElement(host, "AllFormFactors"))
    desktop = ET.SubElement(host, "DesktopFormFactor")
    ET.SubElement(desktop, "FunctionFile", resid=_PANE)
    _tab(desktop, tab)
    _resources(over, url, tab)
    if entra is not None:
        _sign_in(over, url, entra)
    return over


def _cell_functions(parent: ET.Element) -> None:
    """Add the custom functions; no Namespace, so that they have no prefix."""
    point = ET.SubElement(parent, "ExtensionPoint", {"xsi:type": "CustomFunctions"})
    for tag, resid in (
        ("Script", "Functions.Script"),
        ("Page", _PANE),
        ("Metadata", "Functions.Metadata"),
    ):
        ET.SubElement(ET.SubElement(point, tag), "SourceLocation", resid=resid)


def _tab(parent: ET.Element, tab: Tab) -> None:
    point = ET.SubElement(
        parent, "ExtensionPoint", {"xsi:type": "PrimaryCommandSurface"}
    )
    custom = ET.SubElement(point, "CustomTab", id=tab.id)
    for group in tab.groups:
        _group(custom, group)
    ET.SubElement(custom, "Label", resid=f"{tab.id}.Label")


def _group(parent: ET.Element, group: Group) -> None:
    element = ET.SubElement(parent, "Group", id=group.id)
    ET.SubElement(element, "Label", resid=f"{group.id}.Label")
    _icons(element)
    for button in group.buttons:
        _button(element, button)


def _button(parent: ET.Element, button: Button) -> None:
    control = ET.SubElement(parent, "Control", {"xsi:type": "Button", "id": button.id})
    ET.SubElement(control, "Label", resid=f"{button.id}.Label")
    tip = ET.SubElement(control, "Supertip")
    ET.SubElement(tip, "Title", resid=f"{button.id}.Label")
    ET.SubElement(tip, "Description", resid=f"{button.id}.Tip")
    _icons(control)
    if pressed(button):
        action = ET.SubElement(control, "Action", {"xsi:type": "ExecuteFunction"})
        _text(action, "FunctionName", button.id)
        return
    action = ET.SubElement(control, "Action", {"xsi:type": "ShowTaskpane"})
    _text(action, "TaskpaneId", _TASKPANE_ID)
    ET.SubElement(action, "SourceLocation", resid=_PANE)


def _icons(parent: ET.Element) -> None:
    icon = ET.SubElement(parent, "Icon")
    for size in _ICON_SIZES:
        ET.SubElement(icon, "bt:Image", size=str(size), resid=f"Icon.{size}")


def _resources(parent: ET.Element, url: str, tab: Tab) -> None:
    resources = ET.SubElement(parent, "Resources")
    parts: tuple[Tab | Group | Button, ...] = (tab, *tab.groups, *tab.buttons)
    labels = {f"{part.id}.Label": part.label for part in parts}
    for kind, item, values in (
        ("Images", "Image", {f"Icon.{n}": _icon_url(url, n) for n in _ICON_SIZES}),
        ("Urls", "Url", _urls(url)),
        ("ShortStrings", "String", labels),
        ("LongStrings", "String", {f"{b.id}.Tip": b.tooltip for b in tab.buttons}),
    ):
        group = ET.SubElement(resources, f"bt:{kind}")
        for key, value in values.items():
            text = _shortened(value, _LONGEST.get(kind, len(value)))
            ET.SubElement(group, f"bt:{item}", id=key, DefaultValue=text)


def _shortened(text: str, longest: int) -> str:
    """Return a text of whole sentences that Office takes."""
    while len(text) > longest:
        text = text.rstrip(".").rpartition(". ")[0] + "."
    return text


def _urls(url: str) -> dict[str, str]:
    return {
        _PANE: f"{url}/taskpane.html",
        "Functions.Script": f"{url}/xlwings/custom-functions-code.js",
        "Functions.Metadata": f"{url}/xlwings/custom-functions-meta.json",
    }


def _sign_in(parent: ET.Element, url: str, entra: Entra) -> None:
    info = ET.SubElement(parent, "WebApplicationInfo")
    _text(info, "Id", entra.client_id)
    parts = urlsplit(url)
    _text(info, "Resource", f"api://{parts.netloc}{parts.path}/{entra.client_id}")
    scopes = ET.SubElement(info, "Scopes")
    for scope in ("openid", "profile"):
        _text(scopes, "Scope", scope)


def _icon_url(url: str, size: int) -> str:
    return f"{url}/static/{ICONS}/malkort-{size}.png"


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
