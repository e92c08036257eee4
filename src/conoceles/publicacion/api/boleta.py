"""El documento de una boleta: quiénes están, en el orden del papel, cada cual con la huella de su documento."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conoceles.publicacion.api.perfil import VERSION, fechado
from conoceles.publicacion.lectura.fichas import ContiendaPublica, SitioPublico
from conoceles.publicacion.sitio import papel


def documento(
    sitio: SitioPublico,
    boleta: ContiendaPublica,
    url: str,
    huella: Callable[[str], str],
    *,
    previo: dict[str, Any] | None,
    momento: str,
) -> dict[str, Any]:
    """`huella`: de un folio, el SHA-256 de su documento. Lo demás, como en el de un perfil."""
    nuevo: dict[str, Any] = {
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
        "formulas": [
            {
                "fuerza": {"siglas": formula[0].fuerza.siglas, "nombre": formula[0].fuerza.nombre},
                "posicion": formula[0].posicion,
                "personas": [
                    {
                        "folio": f.folio,
                        "nombre": f.nombre,
                        "calidad": f.calidad_texto,
                        "perfil": f"../candidaturas/{f.folio}.json",
                        "sha256": huella(f.folio),
                    }
                    for f in formula
                ],
            }
            for formula in papel.formulas(boleta.fichas)
        ],
        "con_informacion": boleta.con_informacion,
    }
    return fechado(nuevo, previo, momento)
