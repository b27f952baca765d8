"""Looking back: a campaign at a glance, for its own people and for the public."""
