"""Key figures from Kolada, the one thing that is ever fetched from a network."""
