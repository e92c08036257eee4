"""Lo que se mide existe antes: la elección inventada, su padrón, lo capturado y sus retratos, por lotes."""
