"""Rules of 《源城区加快推进质量强区建设实施方案》, one file for each section and item."""
