"""Vietnamese: thousands in groups of three."""

NUMBER_GROUPING = 3
