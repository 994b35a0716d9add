"""Engines of xlwings that this tool brings: the very same actions on a file."""
