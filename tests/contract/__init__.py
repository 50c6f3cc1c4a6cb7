"""The contract's promises, held over hundreds of requests on real data, with everything reckoned again by hand."""
