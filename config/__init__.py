"""Settings, URLs and the two server entry points. It knows every room; no room imports it."""
