"""Scoping is the promise: a shop sees everything that concerns it and nothing that concerns another.

Every address, API route, task, channel, export and file that carries a shop's data is found by itself and called as
everybody who must not have it. What is new and not covered makes a test fail that says what to add: mostly one line in
`examples`.

`routes` finds the addresses, `examples` says with which things they are called, `shops` makes two shops that have
something of everything, `people` says who tries, `rows` what stands in the tables before and after, and `walk` calls.
That the walk would notice is shown in `test_control`.
"""
