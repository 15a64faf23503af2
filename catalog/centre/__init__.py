"""The catalog's part of the producer's centre: forms, lists, work that waits, notices."""
