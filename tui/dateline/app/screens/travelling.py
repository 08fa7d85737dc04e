"""The main screen's way through time and through views: zoom, pan, dates, the overview, back and forward."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from dateline.app.history import History
from dateline.app.screens.asking import Asking
from dateline.app.widgets.overview import Overview
from dateline.query.syntax import Query
from dateline.query.view import View

if TYPE_CHECKING:
    from dateline.app.panes.lane_rows import Lane
    from dateline.app.panes.lanes import Lanes


class Travelling(Asking):
    """What moves the window, the cursor or the view."""

    @property
    def lanes(self) -> Lanes:
        """The pane of lanes."""
        raise NotImplementedError

    def action_zoom(self, steps: int) -> None:
        self.time_pane.zoom(steps)

    def action_fit(self) -> None:
        self.time_pane.fit()

    def action_turn(self, by: int) -> None:
        if not self.time_pane.turn(by):
            self.notify("Nothing begins before this." if by < 0 else "Nothing begins after this.", timeout=2)

    def action_pan(self, eighths: int) -> None:
        if not self.time_pane.pan(eighths):
            self.notify("Nothing begins before this." if eighths < 0 else "Nothing begins after this.", timeout=2)

    def action_coverage(self) -> None:
        self.overview.coverage = not self.overview.coverage

    def action_go_to_date(self) -> None:
        from dateline.app.screens.date import GoToDate

        shown = self.time_pane.answer  # in a comparison: both
        if shown is None or not shown.selection.count:
            self.notify("There are no events to go to.", timeout=2)
            return

        def picked(position: int | None) -> None:
            if position is not None:
                self.time_pane.move_to(position)

        asking = GoToDate(self._reader, shown.selection, self.time_pane.position, self._glyphs)
        self.app.push_screen(asking, picked)

    @on(Overview.Chosen)
    def _go_to_day(self, message: Overview.Chosen) -> None:
        shown = self.time_pane.answer
        if shown is not None and shown.selection.count:
            position = shown.selection.first_after(message.day)
            self.time_pane.move_to(shown.selection.count - 1 if position is None else position)

    @on(Overview.Turned)
    def _zoom_by_wheel(self, message: Overview.Turned) -> None:
        self.time_pane.zoom(message.by)

    def action_rhythm(self) -> None:
        from dateline.app.screens.rhythm import RhythmScreen

        if self.answer is not None:
            self.app.push_screen(RhythmScreen(self._reader, self.answer, self._glyphs))

    # Lanes.

    def action_lanes(self) -> None:
        from dateline.app.screens.lanes import LanesMenu

        def chosen(view: View | None) -> None:
            if view is not None:
                self.ask(view, remember=True)

        self.app.push_screen(LanesMenu(self.view, self._glyphs), chosen)

    def action_hide_lane(self) -> None:
        lane = self._lane()
        if lane is not None:
            self.ask(replace(self.view, hidden=(*self.view.hidden, lane.value)), remember=True)

    def action_solo_lane(self) -> None:
        lane = self._lane()
        if lane is not None:
            self.ask(replace(self.view, solo=None if self.view.solo is not None else lane.value), remember=True)

    def action_along(self, by: int) -> None:
        if self.view.in_lanes:
            self.lanes.action_along(by)

    def _lane(self) -> Lane | None:
        if not self.view.in_lanes:
            self.notify("Press L first: there are no lanes.", timeout=2)
            return None
        return self.lanes.lane

    def action_compare(self) -> None:
        from dateline.app.screens.compare import Compare

        def chosen(beside: Query | None) -> None:
            if beside is not None:
                self.ask(replace(self.view, beside=None if beside == self.view.query else beside), remember=True)

        self.app.push_screen(Compare(self._reader, self.view, self._glyphs), chosen)

    # Through views.

    def action_back(self) -> None:
        self._step(self._history.back(), "There is no view before this.")

    def action_forward(self) -> None:
        self._step(self._history.forward(), "There is no view after this.")

    def _step(self, stepped: History, nowhere: str) -> None:
        if stepped.at == self._history.at:
            self.notify(nowhere, timeout=2)
        else:
            self._history = stepped
            self.ask(stepped.view)
