"""Small widgets that the window's parts share, painted in the theme's colours."""
