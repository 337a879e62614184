"""The media node: forwarding, recording, document scanning."""
