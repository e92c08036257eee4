"""Listas que no caben en una página: de la A a la Z, por cómo empieza cada nombre."""
