"""Synthetic publishers and subscribers: real ICE, DTLS and SRTP, packets that cost next to nothing to make."""
