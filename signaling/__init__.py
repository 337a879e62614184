"""The desk: tickets, queue, routing, sessions; the wire language; the store and its ledger."""
