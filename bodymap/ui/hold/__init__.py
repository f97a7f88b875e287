"""The guided hold in the window: beside the body, for two people to see and one to steer with hands busy."""
