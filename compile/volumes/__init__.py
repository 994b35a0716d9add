"""A report in volumes: a department each, and one for what concerns them all."""
