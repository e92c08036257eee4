"""Una respuesta como la leería una persona."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conoceles.proceso.definicion import Campo
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Domicilio
from conoceles.proceso.preguntas.medidas import MEDIDAS, en_palabras, limites


def legible(campo: Campo, valor: object) -> str:
    """Etiquetas en vez de claves, listas en renglones; vacía si no hay respuesta."""
    if valor in (None, "", [], {}):
        return ""
    if valor == "no_aplica":
        return "No aplica"
    if campo.opciones:
        etiquetas = {o.clave: o.etiqueta for o in campo.opciones}
        return ", ".join(
            etiquetas.get(str(v), str(v)) for v in (valor if isinstance(valor, list) else [valor])
        )
    if campo.tipo == "domicilio":
        return "\n".join(domicilio(uno) for uno in domicilios.varios(valor))
    if isinstance(valor, list):
        return "\n".join(valor)
    return en_palabras(campo, str(valor))


def domicilio(partes: Domicilio, municipios: Mapping[str, str] = MappingProxyType({})) -> str:
    """Domicilio en un renglón; el texto importado se deja como vino. `municipios`: nombre de cada clave importada."""
    if "texto" in partes:
        return str(partes["texto"])
    calle = " ".join(str(partes[k]) for k in ("calle", "exterior") if partes.get(k))
    interior = f"interior {partes['interior']}" if partes.get("interior") else ""
    cp = f"C.P. {partes['cp']}" if partes.get("cp") else ""
    municipio = str(partes.get("municipio") or "")
    trozos = (calle, interior, str(partes.get("colonia") or ""), cp, municipios.get(municipio, municipio))
    return ", ".join(t for t in trozos if t)


def regla(campo: Campo) -> str:
    """Lo que la pregunta exige, en una frase: obligatoriedad y extensión."""
    partes = ["Obligatoria" if campo.obligatorio else "Recomendada" if campo.recomendado else "Opcional"]
    if campo.tipo in MEDIDAS:
        partes += [limites(campo)]
    elif campo.minimo and campo.maximo:
        partes.append(f"de {campo.minimo:,} a {campo.maximo:,} caracteres sin contar blancos")
    elif campo.maximo:
        partes.append(f"hasta {campo.maximo:,} caracteres sin contar blancos")
    if campo.articulo:
        partes.append(campo.articulo)
    return ", ".join(partes)
