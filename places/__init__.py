"""Where things come from and go to: the 34 provinces, 3,321 communes, former names, addresses as people write them.

Since 1 July 2025 an address has two levels, commune and province; people go on writing three, with the old district.
This room keeps the current units with their official codes, knows which of the 63 former provinces went into which of
the 34, reads a pasted address in old or new names, and draws the map. It reaches no network.
"""
