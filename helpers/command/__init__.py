"""The recorder's command line: what is asked for, how it is run, and what is kept of it.

    main.py         which command, and with which status it ends
    arguments.py    what the words on the command line ask for     parsers.py  their options, with help
    problems.py     why that can't be done
    interpreter.py  which Python runs the program
    running.py      runs the program: its output, and its end
    passing.py      which signals are the program's
    terminal.py     --tty: the caller's terminal is read for the program's
    keeping.py      the files that are kept of a recording

Every program that is run waits for what is loaded here, so it is kept free of imports that take time.
"""
