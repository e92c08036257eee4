"""Una respuesta como la leería una persona."""

from __future__ import annotations

from typing import Any

from conoceles.proceso.definicion import Campo


def legible(campo: Campo, valor: Any) -> str:
    """Etiquetas en vez de claves, listas en renglones; vacía si no hay respuesta."""
    if valor in (None, "", [], {}):
        return ""
    if valor == "no_aplica":
        return "No aplica"
    if campo.opciones:
        etiquetas = {o.clave: o.etiqueta for o in campo.opciones}
        return ", ".join(str(etiquetas.get(v, v)) for v in (valor if isinstance(valor, list) else [valor]))
    if isinstance(valor, list):
        return "\n".join(valor)
    if isinstance(valor, dict):
        return ", ".join(str(v) for v in valor.values() if v)
    return str(valor)


def regla(campo: Campo) -> str:
    """Lo que la pregunta exige, en una frase: obligatoriedad y extensión."""
    partes = ["Obligatoria" if campo.obligatorio else "Opcional"]
    if campo.minimo and campo.maximo:
        partes.append(f"de {campo.minimo:,} a {campo.maximo:,} caracteres sin contar blancos")
    elif campo.maximo:
        partes.append(f"hasta {campo.maximo:,} caracteres sin contar blancos")
    if campo.articulo:
        partes.append(campo.articulo)
    return ", ".join(partes)
