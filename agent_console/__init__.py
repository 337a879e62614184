"""The officials' side: catalogue, cases, materials, supervision; composes the whole app."""
