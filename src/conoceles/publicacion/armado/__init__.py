"""De lo que hay en las bases a lo que se publica: leer, decidir qué cambió y componerlo."""
