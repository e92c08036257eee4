"""El documento de un perfil: lo que se lee en su página, sin identidad, sin acción afirmativa y sin contacto."""

from __future__ import annotations

from collections.abc import Mapping

from conoceles.publicacion.api import historia
from conoceles.publicacion.api.documentos import Apartado, DeLoEnviado, DelRegistro, Perfil, PerfilSinFecha
from conoceles.publicacion.lectura.fichas import Ficha, SeccionPublica, SitioPublico
from conoceles.publicacion.sitio import contenido

VERSION = "1.0"


def documento(
    sitio: SitioPublico,
    ficha: Ficha,
    url: str,
    *,
    previo: Perfil | None,
    mostraba: Perfil | None = None,
    momento: str,
) -> Perfil:
    """`previo`: el publicado hasta ahora. `mostraba`: el último con información, de donde viene su historia.

    `momento`: ISO 8601, desde cuándo se lee así si algo cambió.
    """
    apartados = [_apartado(s) for s in contenido.en_orden(ficha) if not s.de_contacto]
    nuevo: PerfilSinFecha = {
        "formato": f"conoceles-perfil {VERSION}",
        "eleccion": sitio.clave,
        "folio": ficha.folio,
        "pagina": f"{url}candidaturas/{ficha.folio}/",
        **_del_registro(ficha),
        **_de_lo_enviado(ficha, url),
        "apartados": apartados,
        "notas": [{"apartado": n.seccion, "texto": n.texto, "campos": list(n.campos)} for n in ficha.notas],
        "inventado": sitio.inventado,
        "historia": historia.sumar(mostraba, apartados, ficha),
    }
    return {**nuevo, "publicado": desde(nuevo, previo, momento)}


def desde(nuevo: Mapping[str, object], previo: Mapping[str, object] | None, momento: str) -> str:
    """Desde cuándo dice esto mismo, sin contar su sello, que sale de lo que dice. Volver a publicarlo no lo mueve."""
    antes = {clave: valor for clave, valor in (previo or {}).items() if clave not in ("publicado", "sello")}
    return str(previo["publicado"]) if previo and antes == nuevo else momento


def _del_registro(ficha: Ficha) -> DelRegistro:
    return {
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
    }


def _de_lo_enviado(ficha: Ficha, url: str) -> DeLoEnviado:
    return {
        "foto": f"{url}{ficha.foto.grande}" if ficha.foto else "",
        "con_informacion": ficha.con_informacion,
        "estado": ficha.estado,
        "estado_texto": ficha.estado_texto,
        "aviso_boleta": ficha.aviso_boleta,
        "actualizada": ficha.actualizada or None,
    }


def _apartado(seccion: SeccionPublica) -> Apartado:
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
