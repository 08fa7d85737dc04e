"""Drawing that panes and screens share."""
