"""`datos/api/`: un documento por perfil y por boleta para programas, con su esquema y su historia. Nunca identidad ni contacto."""
