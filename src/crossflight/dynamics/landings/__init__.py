"""Ways down: departures, descents, and where they reach the ground."""
