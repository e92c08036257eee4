"""Lo que se mide de puertas afuera: cuánto atiende el sitio, cuánto tarda en buscar y cuándo se ve una página."""
