"""Reading files of people: pure functions from bytes to planned rows. Writes are in `services.imports`.

    bytes → reading (encoding, delimiter, preamble) → columns (which column is what) → planning (row by row: add,
    update, leave out, and why)

One module a format. A format says which files are its own, what its columns mean and what it is called.
"""
