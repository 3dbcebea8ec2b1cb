"""The floor: the smallest Django page with a list of 20 rows, to hold the product against."""
