"""From the text of an article to proposed facts: no Qt, no network, no clock."""
