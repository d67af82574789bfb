"""A small bar chart: so many of each. Counts only; the table beside it has the same numbers in writing."""

from __future__ import annotations

from collections.abc import Sequence

from textual_plotext import PlotextPlot

TICKS_MAX = 5
PLACES_MIN = 6
"""A single bar is no wall."""


class Bars(PlotextPlot):
    """Bars over labels of plain ASCII, for the plotter gives every character one cell."""

    DEFAULT_CSS = """
    Bars {
        height: 1fr; border: round $border-blurred; border-title-color: $text; background: $background;
    }
    """

    _drawn: tuple[tuple[str, int], ...] | None = None

    def show(self, labels: Sequence[str], counts: Sequence[int], *, title: str) -> None:
        """Draw these, unless they are drawn already."""
        self.border_title = title
        drawn = tuple(zip(labels, counts, strict=True))
        if drawn == self._drawn:
            return
        self._drawn = drawn
        plot = self.plt
        plot.clear_figure()
        plot.frame(False)
        if labels:
            highest = max(*counts, 1)
            step = -(-highest // TICKS_MAX)
            places = list(range(1, len(labels) + 1))
            plot.bar(places, list(counts), width=0.6, color="cyan+", marker="sd")
            plot.xticks([float(place) for place in places], list(labels))
            plot.yticks(list(range(0, highest + step, step)))
            plot.ylim(0, highest)
            plot.xlim(0.4, max(len(labels), PLACES_MIN) + 0.6)
        self.refresh()
