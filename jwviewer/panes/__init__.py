"""One room per view of the dossier; no room opens into another."""
