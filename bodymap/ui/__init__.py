"""The window: Qt widgets that show the state and ask for changes to it."""
