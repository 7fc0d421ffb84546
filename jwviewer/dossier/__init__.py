"""The nouns: tables, facts, dates, quantities, evidence, and the files that hold them."""
