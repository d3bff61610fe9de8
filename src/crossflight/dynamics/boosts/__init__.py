"""Boosts of a station: which ones put the phase right, and how well that is known ahead."""
