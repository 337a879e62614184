"""Bodies of the REST interface, a module for each area; `remote-counter types` writes a TypeScript module for each."""
