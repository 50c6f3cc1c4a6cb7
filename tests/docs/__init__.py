"""The documentation says what is: its tables, commands, example and pictures are held against the code."""
