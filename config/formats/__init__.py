"""Formats that differ from those Django brings."""
