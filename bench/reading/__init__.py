"""How well printed pages can be read, beside the stock themes of Pelican, by outside checkers."""
