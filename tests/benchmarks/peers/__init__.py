"""The same timeline in jwviewer and in programs and libraries that people use instead."""
