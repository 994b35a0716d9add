"""The commands of `malkort` that work on a municipality's folder, one a module."""
