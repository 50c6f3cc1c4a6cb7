"""What several suites share: made-up resources and small stand-ins."""
