"""The register: models, queries, migrations, session."""
