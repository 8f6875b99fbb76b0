"""The drawn timeline of a case: what is drawn (``items``), where (``scale``, ``layout``), and the drawing itself."""
