"""Light aboard and on the ground: eclipses, noons, days."""
