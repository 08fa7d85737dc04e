"""The sources of the event under the cursor: one citation at a time."""

from __future__ import annotations

from textual.reactive import var

from dateline import model
from dateline.app.widgets.glyphs import Glyphs
from dateline.app.widgets.lines import TextLine, ValuePane, wrap
from dateline.model import Citation, Event
from dateline.text import clean


class SourcePane(ValuePane):
    """What a source says, who asserts it, and how far it is trusted."""

    event: var[Event | None] = var(None)
    number: var[int] = var(0)
    """Which citation, counted from 0."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__("source", glyphs)
        self.border_title = "Sources"

    @property
    def citation(self) -> Citation | None:
        """The citation that is shown."""
        if self.event is None or not self.event.citations:
            return None
        return self.event.citations[self.number]

    def step(self, by: int) -> None:
        """Show the next or the previous citation, round and round."""
        if self.event is not None and self.event.citations:
            self.number = (self.number + by) % len(self.event.citations)

    def watch_event(self) -> None:
        self.set_reactive(SourcePane.number, 0)
        self._show()

    def watch_number(self) -> None:
        self._show()

    def _show(self) -> None:
        if (citation := self.citation) is not None and self.event is not None:
            dot = f" {self._glyphs.dot} "
            outlet = clean(f"{citation.source.publisher.name}{dot}{citation.source.publisher.reliability}", 60)
            self.entitle(f"Sources {self.number + 1}/{len(self.event.citations)}", outlet)
        else:
            self.entitle("Sources")
        self.rewrite()

    def write(self, width: int) -> tuple[TextLine, ...]:
        citation = self.citation
        if citation is None:
            return (TextLine((("No source.", "line--muted"),)),)
        source, grade = citation.source, citation.credibility
        blank = TextLine(())
        locator = self._glyphs.plain(citation.locator)
        lines = wrap(citation.says, width, first=f"{locator} " if locator else "")
        if citation.attribution is not None:
            lines += wrap(f"according to {citation.attribution.name}", width)
        if citation.date is not None:
            lines += wrap(f"gives the date as {self._glyphs.plain(citation.date.text)}", width, style="line--warning")
        if citation.disputes:
            lines += wrap(f"differs on {', '.join(citation.disputes)}", width, style="line--warning")
        if citation.supports:
            lines += wrap(f"backs {', '.join(citation.supports)}", width, style="line--muted")
        if grade:
            lines += wrap(f"information {grade}: {model.CREDIBILITIES[grade]}", width, style="line--muted")
        lines.append(blank)
        lines += [TextLine(line.spans, "source", source.id) for line in wrap(source.title, width, style="line--strong")]
        issued = self._glyphs.plain(source.issued.text) if source.issued else "no date"
        outlet = source.publisher
        by = ", ".join((*source.author, outlet.name, issued))
        lines += wrap(by, width, style="line--muted")
        if source.issued_basis:
            lines += wrap(source.issued_basis, width, style="line--muted")
        rated = f"source {outlet.reliability}: {model.RELIABILITIES[outlet.reliability]}. {outlet.reason}"
        lines += wrap(rated, width, style="line--muted")
        lines += wrap(source.url or "no address known", width, style="line--link" if source.url else "line--muted")
        return tuple(lines)
