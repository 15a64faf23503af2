"""What sellers tell the rooms above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VendorChanged:
    """Something that the public sees of a shop has changed: its name, its address, whether it is open."""

    vendor_id: int
