"""Official documents (公文): their wording, their page, and the store of their bytes."""
