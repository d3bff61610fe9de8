"""Run the command line: ``python -m crossflight``, or the script ``crossflight``."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C while it is still imported leaves as Ctrl-C later does, without a traceback."""
    try:
        from crossflight.cli import main as run  # noqa: PLC0415 - to be interrupted within
    except KeyboardInterrupt:
        sys.stderr.write("crossflight: interrupted\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
