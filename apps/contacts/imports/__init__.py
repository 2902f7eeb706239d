"""Reading files of people: from bytes to planned rows, as a stream. Writes are in `services.imports`.

    bytes → sniffing (kind, encoding) → reading (layout: delimiter, heading) → lines | vcard (records)
          → tidying (a format's quirks) → values (cells to fields) → keys, matching, planning (what to do, and why)

One module a format. A format says which headings are its own, what its columns mean, what it does to its cells
(`tidy`) and what it is called. Nothing here holds a whole file or a whole list: memory does not grow with either.
"""
