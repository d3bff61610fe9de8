"""Run the command line: ``python -m crossflight``."""

from crossflight.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
