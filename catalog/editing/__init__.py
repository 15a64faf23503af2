"""Changing what a shop sells: drafts, what waits for review beside what is public, pictures, packs."""
