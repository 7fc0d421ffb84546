"""What one pane shows of a dossier and a selection, as frozen values."""
