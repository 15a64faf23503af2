"""The drawing program of Chợ Làng: Đông Hồ woodblock prints and indigo cloth, cut with Python.

``python -m art.build`` writes every picture of ``static/img``. Pictures are functions of a seed, so the same source always gives the
same bytes; ``python -m art.build --check`` says whether the committed files are what the program draws.

``prints`` are the goods, ``groups`` the small pictures of the classification, ``scenes`` states and steps, ``regions`` landscapes, ``hero`` the
market of the front page (its parts are in ``market``, the people in ``people``), ``share`` what is shown with a link. ``python -m art.raster``
makes PNG and WebP from them.
"""
