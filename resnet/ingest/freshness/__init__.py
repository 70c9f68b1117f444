"""How sure the directory is of what it says: who said it, how worn it is, and whom to ask first.

For the pages: ``read_due`` (the due list with answers of providers), ``read_worn`` (one provider's values
with "last confirmed"), ``count_leaning`` (upkeep's counts). Each takes a view and gives plain values.
"""
