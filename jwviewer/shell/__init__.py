"""The frame around the panes: window, actions, settings, dialogs."""
