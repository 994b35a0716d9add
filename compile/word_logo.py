"""The logo: the picture in the template whose alternative text is {{ logo_text }}.

The slot in the template gives the largest width and height; the logo is fitted
into it with its own proportions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from lxml import etree

from compile.word_package import CONTENT_TYPES, parse, with_picture_kind
from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.word_package import Package

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SLOT = "logo_text"
_KINDS = {"image/png": "png", "image/jpeg": "jpeg"}


def place_logo(
    package: Package, root: etree._Element, logo: Path | None
) -> dict[str, bytes]:
    """Put the logo into its slots in the body and return the parts that changed.

    Raises TemplateError where the logo is neither PNG nor JPEG.
    """
    slots = [d for d in root.iter(f"{_WP}inline", f"{_WP}anchor") if _is_slot(d)]
    if logo is None or not slots:
        return {}
    blob = logo.read_bytes()
    image = _image(logo, blob)
    kind = _KINDS[image.content_type]
    for slot in slots:
        _fit(slot, image.px_width / image.px_height)
    ids = {b.get(f"{_R}embed") for s in slots for b in s.iter(f"{_A}blip")}
    relations = package.relations
    return {
        f"{package.folder}/media/logotyp.{kind}": blob,
        relations: _retargeted(package.parts[relations], ids, f"media/logotyp.{kind}"),
        CONTENT_TYPES: with_picture_kind(package.parts[CONTENT_TYPES], kind),
    }


def _image(logo: Path, blob: bytes) -> Image:
    try:
        image = Image.from_blob(blob)
    except UnrecognizedImageError:
        image = None
    if image is None or image.content_type not in _KINDS:
        message = f"Logotypen {logo.name} ska vara en bild i formatet PNG eller JPEG."
        raise TemplateError(message)
    return image


def _is_slot(drawing: etree._Element) -> bool:
    return any(_SLOT in p.get("descr", "") for p in drawing.iter(f"{_WP}docPr"))


def _fit(drawing: etree._Element, ratio: float) -> None:
    """Shrink a slot's width or height (EMU) to the logo's width : height."""
    extent = next(drawing.iter(f"{_WP}extent"))
    width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    width, height = min(width, round(height * ratio)), min(height, round(width / ratio))
    for size in (extent, *drawing.iter(f"{_A}ext")):
        if size.get("cx"):
            size.set("cx", str(width))
            size.set("cy", str(height))


def _retargeted(relations: bytes, ids: set[str | None], target: str) -> bytes:
    root = parse(relations)
    for relation in root:
        if relation.get("Id") in ids:
            relation.set("Target", target)
    return etree.tostring(root, encoding="UTF-8", standalone=True)
