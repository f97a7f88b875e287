"""What lies on the skin of a sheet: regions, points, zones."""
