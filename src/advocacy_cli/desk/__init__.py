"""The use cases: plan, carry out, record. Nothing here prints or asks."""
