"""The bodies of the stubs in contracts/: the only writers of the register."""
