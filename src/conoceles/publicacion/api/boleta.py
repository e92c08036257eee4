"""El documento de una boleta: quiénes están, en el orden del papel, cada cual con la huella de su documento."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conoceles.publicacion.api.documentos import Boleta, BoletaSinFecha, Formula
from conoceles.publicacion.api.perfil import VERSION, desde
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.sitio import papel


def documento(
    sitio: SitioPublico,
    boleta: ContiendaPublica,
    url: str,
    huella: Callable[[str], str],
    *,
    previo: Boleta | None,
    momento: str,
) -> Boleta:
    """`huella`: de un folio, el SHA-256 de su documento. Lo demás, como en el de un perfil."""
    nuevo: BoletaSinFecha = {
        "formato": f"conoceles-boleta {VERSION}",
        "eleccion": sitio.clave,
        "contienda": boleta.clave,
        "pagina": f"{url}contiendas/{boleta.clave}/",
        "nombre": boleta.nombre,
        "cargo": {"clave": boleta.cargo, "nombre": boleta.cargo_nombre, "principio": boleta.principio},
        "ambito": boleta.ambito,
        "distrito": boleta.distrito,
        "municipios": list(boleta.donde),
        "como_se_gana": boleta.como_se_gana,
        "al_reverso_de": boleta.frente,
        "jornada": sitio.jornada_texto,
        "institucion": sitio.institucion,
        "entidad": sitio.entidad,
        "nombre_eleccion": sitio.nombre,
        "inventado": sitio.inventado,
        "formulas": [_formula(formula, huella) for formula in papel.formulas(boleta.fichas)],
        "con_informacion": boleta.con_informacion,
    }
    return {**nuevo, "publicado": desde(nuevo, previo, momento)}


def _formula(personas: Sequence[Ficha], huella: Callable[[str], str]) -> Formula:
    fuerza, posicion = personas[0].fuerza, personas[0].posicion
    return {
        "fuerza": {"siglas": fuerza.siglas, "nombre": fuerza.nombre},
        "posicion": posicion,
        "personas": [
            {
                "folio": f.folio,
                "nombre": f.nombre,
                "calidad": f.calidad_texto,
                "perfil": f"../candidaturas/{f.folio}.json",
                "sha256": huella(f.folio),
            }
            for f in personas
        ],
    }
