"""What stands beside the stage while a map shows where to look first."""
