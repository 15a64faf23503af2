"""Measurements, reported as ratios of one run on one machine. Nothing here is part of the tests."""
