"""Ways up: crossings of a pad, rendezvous profiles, windows."""
