"""La imagen: una raíz de Debian con versiones fijas, las bibliotecas por su huella y el programa de una etiqueta."""
