"""The window's native client: cameras, microphone, document camera; runs headless too."""
