"""`python -m aanbesteding` is the command `aanbesteding`."""

from aanbesteding.cli.main import main

if __name__ == "__main__":
    main()
