"""Ratios measured side by side in one run; figures are information, never a gate."""
