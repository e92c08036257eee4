"""El registro público: un árbol de hojas que solo crece, en archivos estáticos que cualquiera puede revisar."""
