"""Rules of 《湖北省质量促进条例（草案）》, one file for each article."""
