"""What is for sale and what is known about it: product groups, products, offers, stock, prices, OCOP certificates.

Here live the six groups, 17 sub-groups and 26 product sets ("bộ sản phẩm") of the programme, and with them the
storefront pages that let buyers browse by group and by province.
"""
