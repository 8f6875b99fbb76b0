"""《全国质量品牌提升示范区管理办法（试行）》, a file per article."""
