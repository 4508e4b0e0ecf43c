"""Settled human codes in place of the machine's, in the tables `themes`, `evidence` and `stances`.

A row that a code made or changed has `human` true. Codes are of the author's stance; what the machine found
of others' stays as it is.
"""
