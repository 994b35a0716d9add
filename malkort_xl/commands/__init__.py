"""The commands that the ribbon's package adds to malkort."""
