"""The jobs of docker-compose.yml that run in our own image."""
