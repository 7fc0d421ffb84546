"""Changing a dossier: changes as values, their journal, backups and locks; no Qt."""
