"""Files and folders, opened with care: a campaign may come from a stranger."""
