"""The report's house template: a neutral Word layout that the office may change."""
