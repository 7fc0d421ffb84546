"""The steps by which packaging/bundle.py makes the program that people install."""
