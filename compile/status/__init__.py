"""Who has handed in, and what each unit has left to do: the office's deadline day.

model       what is said of a period and of each unit
survey      from the gathered cards to the status
reading     from the municipality's folder to the status
wording     the sentences
rows        the tables of the status, for every way out
page, terminal, reminders, files   the ways out
watching    the same again whenever the inbox changes
"""
