"""La comprobación de una instalación entera: cada archivo, una clase de cosas; cada función, una comprobación."""
