"""Lo que usa el viaje en frío: la instalación, su reloj, el manual, las personas y lo que capturan."""
