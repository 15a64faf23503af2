"""Who works in a shop: members, invitations, officers who help it begin, staff who act for it, and the record."""
