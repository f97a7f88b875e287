"""What is there before a room only: the slide's words, the keys of a remote, the blank screen."""
