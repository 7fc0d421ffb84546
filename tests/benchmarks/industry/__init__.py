"""An invented industry of any size: realistic, skewed columns made by numpy from a seed."""
