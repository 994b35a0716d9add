"""The XML of one part, streamed: names without namespace, nothing expanded.

A reader of a part is a `Walker` with the element names that it wants. Those
reach it bare, whatever prefix and namespace the root element has (Excel's two
namespaces, transitional and strict, differ only there); elements of any other
namespace keep theirs, as "uri name", and so match nothing.
"""

from __future__ import annotations

from collections import deque
from pyexpat import ExpatError, ParserCreate
from secrets import randbelow
from typing import TYPE_CHECKING, Any, ClassVar

from compile.intake.messages import (
    BROKEN_XML,
    FORBIDDEN_XML,
    BrokenMarkupError,
    RefusedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from compile.intake.limits import Limits

    _End: TypeAlias = Callable[[str], None]

_SAMPLE = 16  # one chunk in so many is watched
_TEXT_BUFFER = 64 * 1024  # bytes of text that the parser hands on in one piece


class Walker:
    """Base of the readers of parts: walks the XML and keeps what it wants.

    A subclass overrides `start` and `end`, and calls `listen` where the text of an
    element is wanted: it is gathered in `pieces` until `hush`. One that `rests`
    hears of an end only while it listens.
    """

    names: ClassVar[tuple[str, ...]] = ()
    rests: ClassVar[bool] = False

    def __init__(self, limits: Limits) -> None:
        """Make ready to walk one part."""
        self.limits = limits
        self.pieces: list[str] = []
        self.ending: _End = self.end
        self._resting: _End | None = None if self.rests else self.end
        self.gather = self.pieces.append
        self._depth = 0
        self._part = ""
        self._rooted = False
        self._known: dict[str, str] = {}
        # The parser looks every name up here; _root() puts the bare names in.
        self.parser = ParserCreate(namespace_separator=" ", intern=self._known)
        self.parser.buffer_size = _TEXT_BUFFER
        self.parser.buffer_text = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of an element's begin."""

    def end(self, tag: str) -> None:
        """Take note of an element's end."""

    def listen(self) -> None:
        """Gather the text that comes from here on."""
        parser = self.parser
        parser.CharacterDataHandler = self.gather
        parser.EndElementHandler = self.ending

    def hush(self) -> None:
        """Gather no more text."""
        parser = self.parser
        parser.CharacterDataHandler = None
        parser.EndElementHandler = self._resting

    def taken(self) -> str:
        """Stop listening; return the text gathered and forget it."""
        self.hush()
        text = "".join(self.pieces)
        self.pieces.clear()
        return text

    def walk(self, chunks: Iterable[bytes], part: str) -> None:
        """Walk a part's bytes. `part` is its name, for messages.

        Raises BrokenMarkupError where the XML is broken, RefusedError for a
        document type, absurd nesting, and whatever reading the bytes raises.
        """
        self._part = part[-80:]
        parser = self.parser
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._resting
        try:
            self._feed(chunks)
        except (ExpatError, LookupError, ValueError) as error:
            # Apart from broken XML: unknown and multi-byte encodings.
            line = parser.CurrentLineNumber
            deque(chunks, maxlen=0)  # a file damaged in the zip is refused as such
            raise BrokenMarkupError(BROKEN_XML, part=self._part, line=line) from error
        finally:  # else parser and walker keep each other alive
            parser.StartDoctypeDeclHandler = None
            parser.StartElementHandler = None
            parser.EndElementHandler = None
            parser.CharacterDataHandler = None

    def _feed(self, chunks: Iterable[bytes]) -> None:
        """Parse chunk by chunk, looking at what grows only between them."""
        parser, limits = self.parser, self.limits
        fed, watched = 0, False
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - the parser takes no keywords
            fed += len(chunk)
            # One endless tag would be read from its start again for each chunk.
            endless = fed - parser.CurrentByteIndex > limits.token_bytes
            if endless or len(self._known) > limits.names or self._depth > limits.depth:
                self._refuse()
            watch = fed > limits.calm_bytes and (
                _opened(chunk) > limits.depth or not randbelow(_SAMPLE)
            )
            if self._rooted and (watch or watched):
                watched = watch
                self._watch(watch)
        parser.Parse(b"", True)  # noqa: FBT003 - the parser takes no keywords

    def _watch(self, watch: bool) -> None:  # noqa: FBT001 - a switch
        """Count how much deeper the nesting gets in a chunk, or stop counting.

        Nesting eats memory, but only in a large part. Counting every element
        would double the time, so it is done after chunks that look like it, and
        for some drawn by lot: whoever nests deep enough to hurt does so in most.
        """
        self._depth = 0
        ending = self._counted_end if watch else self.end
        self.ending = self.parser.EndElementHandler = ending
        self._resting = None if self.rests and not watch else ending
        self.parser.StartElementHandler = self._counted_start if watch else self.start

    def _counted_start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count an element, and hand its begin on."""
        self._depth += 1
        self.start(tag, attributes)

    def _counted_end(self, tag: str) -> None:
        """Count an element as ended, and hand its end on."""
        self._depth -= 1
        self.end(tag)

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        """Learn the root's namespace, so that its names come bare from here on."""
        namespace, _, local = tag.rpartition(" ")
        for name in self.names:
            self._known[f"{namespace} {name}" if namespace else name] = name
        self._rooted = True
        self.parser.StartElementHandler = self.start
        self.start(local, attributes)

    def _refuse(self, *_facts: Any) -> None:  # noqa: ANN401 - the parser passes what it knows of the document type
        """Raise RefusedError: the part is not of the kind that Excel writes."""
        raise RefusedError(FORBIDDEN_XML, part=self._part)


def _opened(chunk: bytes) -> int:
    """Return about how many more elements begin in some bytes than end there."""
    return chunk.count(b"<") - 2 * chunk.count(b"</") - chunk.count(b"/>")


def local_names(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by name without namespace: `r:id` as "id"."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}
