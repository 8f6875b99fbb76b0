"""Rules of 《长三角质量提升示范试点建设工作方案》, one file for each section and item."""
