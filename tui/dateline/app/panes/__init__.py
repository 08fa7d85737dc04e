"""The three panes: timeline, event, source."""
