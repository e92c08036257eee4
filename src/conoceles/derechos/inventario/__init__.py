"""El inventario del Sistema de Datos Personales: qué dato, dónde vive, para qué, hasta cuándo y quién lo lee."""
