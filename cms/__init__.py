"""The showcase, run with Wagtail: home, stories, craft villages, provincial showrooms and fairs.

It may read every room below it and none may import it.
"""
