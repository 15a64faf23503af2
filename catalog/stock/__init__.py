"""How many there are: units, reservations and movements.

One table says what can be sold. `available = on_hand − active reservations` holds after every transaction, and the
database refuses a negative number. See :mod:`catalog.stock.services` for how units are taken.
"""
