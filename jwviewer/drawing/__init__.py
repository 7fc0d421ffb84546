"""Drawing for screen and exported figures alike."""
