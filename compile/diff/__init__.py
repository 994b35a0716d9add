"""The change report: what is another thing now than it was in an earlier period.

changes   from two periods' cards to what differs; nothing is read or printed
wording   words and values as they are printed
page, summary   the ways out
"""
