"""The proof that a report's PDF is accessible: a checker's verdict and an own count.

The count compares what the Word file and the data hold with what the PDF's tag
tree, which is what a screen reader reads, holds: see docs/explanation/accessibility.md.
"""
