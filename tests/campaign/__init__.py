"""The hostile campaign: broken files and random acts by the thousand, through the program's own classes.

``python -m tests.campaign state-files --count 9000`` runs a long one; ``make test`` runs a short one of each.
"""
