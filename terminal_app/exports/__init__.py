"""Files for people outside the program: CSV, workbook, printable page, and the manifest beside them.

Everything here turns an `Export` into bytes; nobody here writes a file. What may leave the terminal at all stands in
`fields`, and only there.
"""
