"""El documento de una boleta: quiénes están, en el orden del papel, cada cual con la huella de su documento."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from conoceles.publicacion.api.documentos import (
    Boleta,
    BoletaSinFecha,
    Casilla,
    Formula,
    Impreso,
    ListaDeBoleta,
    PersonaDeCasilla,
)
from conoceles.publicacion.api.perfil import desde
from conoceles.publicacion.lectura.fichas import (
    ContiendaPublica,
    Enlace,
    Ficha,
    ListaEnPapel,
    Recuadro,
    SitioPublico,
)
from conoceles.publicacion.sitio import pagina, papel

VERSION = "1.1"


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
    marca = papel.se_marca(boleta)
    listas = papel.listas([boleta]) if boleta.papel is None else ()
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
        "votos": marca.votos if marca else 1,
        "orden": {"regla": marca.regla if marca else "", "fundamento": marca.fundamento if marca else ""},
        "casillas": [_casilla(r, pagina.emblemas(sitio), url) for r in papel.casillas(boleta)],
        "listas": [_lista(x) for x in listas],
        "al_reverso": [*dict.fromkeys(x.contienda for x in marca.reverso)] if marca else [],
        "formulas": [_formula(formula, huella) for formula in papel.formulas(boleta.fichas)],
        "con_informacion": boleta.con_informacion,
    }
    return {**nuevo, "publicado": desde(nuevo, previo, momento)}


def _casilla(r: Recuadro, emblemas: dict[str, str], url: str) -> Casilla:
    archivo = emblemas.get(r.fuerza.siglas)
    return {
        "numero": r.casilla,
        "fuerza": r.fuerza.nombre,
        "siglas": r.fuerza.siglas,
        "color": r.fuerza.color,
        "emblema": f"{url}estatico/{archivo}" if archivo else "",
        "quien_postula": r.alianza or r.fuerza.nombre,
        "integrantes": list(r.fuerza.integrantes),
        "tambien_en": list(r.tambien),
        "formula": _personas(r.formula),
        "papel_puede_decir": _impresos(r.en_papel),
    }


def _lista(lista: ListaEnPapel) -> ListaDeBoleta:
    return {
        "fuerza": lista.fuerza.nombre,
        "siglas": lista.fuerza.siglas,
        "color": lista.fuerza.color,
        "lugares": [{"lugar": n, "formula": _personas(formula)} for n, formula in lista.renglones],
        "papel_puede_decir": _impresos(lista.en_papel),
    }


def _personas(formula: Iterable[Enlace]) -> list[PersonaDeCasilla]:
    return [{"folio": p.folio, "nombre": p.nombre, "calidad": p.nota} for p in formula]


def _impresos(dicen: Iterable[tuple[str, Enlace]]) -> list[Impreso]:
    return [{"nombre": impreso.nombre, "en_vez_de": hoy} for hoy, impreso in dicen]


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
