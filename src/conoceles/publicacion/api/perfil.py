"""El documento de un perfil: lo que se lee en su página, sin identidad, sin acción afirmativa y sin contacto."""

from __future__ import annotations

from typing import Any

from conoceles.publicacion.api import historia
from conoceles.publicacion.lectura.fichas import Ficha, SeccionPublica, SitioPublico
from conoceles.publicacion.sitio import contenido

VERSION = "1.0"


def documento(
    sitio: SitioPublico, ficha: Ficha, url: str, *, previo: dict[str, Any] | None, momento: str
) -> dict[str, Any]:
    """`previo`: el publicado hasta ahora. `momento`: ISO 8601, desde cuándo se lee así si algo cambió."""
    nuevo: dict[str, Any] = {
        "formato": f"conoceles-perfil {VERSION}",
        "eleccion": sitio.clave,
        "folio": ficha.folio,
        "pagina": f"{url}candidaturas/{ficha.folio}/",
        "nombre": ficha.nombre,
        "sobrenombre": ficha.sobrenombre,
        "calidad": ficha.calidad,
        "calidad_texto": ficha.calidad_texto,
        "cargo": {"clave": ficha.cargo, "nombre": ficha.cargo_nombre, "principio": ficha.principio},
        "contienda": {"clave": ficha.contienda, "nombre": ficha.contienda_nombre, "ambito": ficha.ambito},
        "posicion": ficha.posicion,
        "puesto": ficha.puesto,
        "fuerza": {"siglas": ficha.fuerza.siglas, "nombre": ficha.fuerza.nombre, "tipo": ficha.fuerza.tipo},
        "siglado_por": ficha.siglado_por,
        "sexo": ficha.sexo,
        "edad": ficha.edad,
        "reeleccion": ficha.reeleccion,
        "formula": [{"folio": c.folio, "nombre": c.nombre} for c in ficha.companeras],
        "foto": f"{url}{ficha.foto.grande}" if ficha.foto else "",
        "con_informacion": ficha.con_informacion,
        "estado": ficha.estado,
        "estado_texto": ficha.estado_texto,
        "aviso_boleta": ficha.aviso_boleta,
        "actualizada": ficha.actualizada or None,
        "apartados": [_apartado(s) for s in contenido.en_orden(ficha) if not s.de_contacto],
        "notas": [{"apartado": n.seccion, "texto": n.texto, "campos": list(n.campos)} for n in ficha.notas],
        "inventado": sitio.inventado,
    }
    nuevo["historia"] = historia.sumar(previo, nuevo, ficha)
    return fechado(nuevo, previo, momento)


def fechado(nuevo: dict[str, Any], previo: dict[str, Any] | None, momento: str) -> dict[str, Any]:
    """Con `publicado`: desde cuándo dice esto mismo. Volver a publicar lo mismo no lo mueve."""
    antes = dict(previo or {})
    publicado = antes.pop("publicado", momento)
    return nuevo | {"publicado": publicado if antes == nuevo else momento}


def _apartado(seccion: SeccionPublica) -> dict[str, Any]:
    return {
        "clave": seccion.clave,
        "titulo": seccion.titulo,
        "de_propuestas": seccion.de_propuestas,
        "campos": [
            {
                "clave": c.clave,
                "etiqueta": c.etiqueta,
                "breve": c.breve or c.etiqueta,
                "tipo": c.tipo,
                "detalla": c.detalla,
                "valores": list(c.valores),
                "razon": c.razon,
            }
            for c in seccion.campos
            if c.se_pregunta
        ],
    }
