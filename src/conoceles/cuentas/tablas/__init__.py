"""Lo que de la entrada se guarda en tablas que otro cliente puede leer o escribir: ni lo uno ni lo otro sirve para entrar."""
