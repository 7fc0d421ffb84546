"""Pictures, tables and descriptions that leave the program as files or through the clipboard."""
