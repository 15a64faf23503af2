"""Products from a spreadsheet and back: CSV (UTF-8) and XLSX with the columns of :mod:`catalog.imports.columns`.

A file is taken as a whole or not at all, and everything that is wrong with it is said at once, by row and column:
:mod:`~catalog.imports.table` opens it, :mod:`~catalog.imports.rows` reads its cells, :mod:`~catalog.imports.plan`
compares them with what the shop has, and :mod:`~catalog.imports.services` writes. :mod:`~catalog.imports.export` writes
a file that the import reads back without changing anything.
"""
