"""What stands beside the stage while somebody paints: the brush, and what the painted pain may come from."""
