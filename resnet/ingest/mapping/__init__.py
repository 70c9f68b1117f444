"""From a table of cells to a list whose columns have roles; lists of something else are refused here."""
