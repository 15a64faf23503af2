"""The motifs: each a function ``(press, seed=1, …) -> None`` that draws in a 200 × 200 field, wherever the press is placed."""
