"""What files and names from outside must never do, one test for each way out."""
