"""A campaign's folder and the values it stands for: files in, model out."""
