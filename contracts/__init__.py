"""What crosses the Temporal boundary: messages, steps and activity signatures."""
