"""The main screen's ways back to a view: the tree of this session's views, and the views that have names."""

from __future__ import annotations

from dateline.app.screens.taking import Taking
from dateline.query.view import View


class Revisiting(Taking):
    """History and named views."""

    def action_history(self) -> None:
        from dateline.app.screens.visits import Visits

        def chosen(number: int | None) -> None:
            if number is not None and number != self._history.at:
                self._step(self._history.to(number), "")

        self.app.push_screen(Visits(self._history, self._glyphs), chosen)

    def action_views(self) -> None:
        from dateline.app.screens.saved import SavedViews
        from dateline.own import views

        def chosen(view: View | None) -> None:
            if view is not None:
                self.ask(view, remember=True)

        self.app.push_screen(SavedViews(self._reader, self.view, views.default_path(), self._glyphs), chosen)
