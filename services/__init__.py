"""What activities call: notifications and documents."""
