"""Lo que se lee de un documento publicado, en renglones: los mismos y en el mismo orden en todos los formatos."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from conoceles.difusion.formatos.habla import Habla
from conoceles.publicacion.api.documentos import Boleta, Campo, Casilla, Impreso, ListaDeBoleta, Perfil
from conoceles.publicacion.api.publicar import ruta_de_boleta, ruta_de_perfil
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.sitio import materiales, papel

RESPONSABLE = "El contenido es responsabilidad de quien lo capturó. Es información para decidir el voto; no es propaganda."
INVENTADO = "Demostración: las personas son inventadas."
LETRAS_DE_SELLO = 24  # 96 bits: lo escrito no se rehace sin él, y cabe en un renglón
SIN_CONTACTO = "Sus contactos públicos están en su página."
DE_UNA = "Lo que escribió esta persona se publica en español, como lo escribió."
DE_CADA_UNA = "Lo que escribió cada persona se publica en español, como lo escribió."
ESPANOL = Habla()


@dataclass(frozen=True)
class Apartado:
    """Una sección: `renglones` son (pregunta, respuesta); sin respuesta, `razon` lo dice una vez."""

    titulo: str
    renglones: tuple[tuple[str, str], ...]
    razon: str = ""


def perfil(carpeta: Path, folio: str) -> Perfil:
    """El documento publicado en esa carpeta de elección."""
    leido: Perfil = json.loads((carpeta / ruta_de_perfil(folio)).read_bytes())
    return leido


def boleta(carpeta: Path, clave: str) -> Boleta:
    """El documento de la boleta."""
    leida: Boleta = json.loads((carpeta / ruta_de_boleta(clave)).read_bytes())
    return leida


def personas(carpeta: Path, boleta: Boleta) -> list[Perfil]:
    """Los perfiles de una boleta, en su orden."""
    return [perfil(carpeta, p["folio"]) for formula in boleta["formulas"] for p in formula["personas"]]


class CajaLeida(TypedDict):
    """Un recuadro, como se lee: quién lo ocupa, con quién va, la fórmula y lo que el papel puede decir."""

    fuerza: str
    alianza: str
    personas: list[tuple[str, str]]
    en_papel: list[str]


def cajas(documento: Perfil | Boleta, en: Habla = ESPANOL) -> list[CajaLeida]:
    """Los recuadros en que se vota o, si va al reverso de otra boleta, sus listas; de un perfil, ninguno."""
    if "folio" in documento:
        return []
    recuadros = [_recuadro(c, en) for c in documento["casillas"]]
    return recuadros or [_lista(x, en) for x in documento["listas"]]


def _recuadro(c: Casilla, en: Habla) -> CajaLeida:
    alianza = c["quien_postula"] if c["quien_postula"] != c["fuerza"] else ""
    if c["integrantes"]:
        alianza = en.decir(" y ".join(c["integrantes"]) + papel.COMUN)
    return {
        "fuerza": c["fuerza"],
        "alianza": alianza,
        "personas": [(p["nombre"], en.decir(p["calidad"]).lower()) for p in c["formula"]],
        "en_papel": _impresos(c["papel_puede_decir"], en),
    }


def _lista(lista: ListaDeBoleta, en: Habla) -> CajaLeida:
    cuantas = en.decir(materiales.cuantas(len(lista["lugares"])).capitalize())
    en_papel = _impresos(lista["papel_puede_decir"], en)
    return {"fuerza": lista["fuerza"], "alianza": "", "personas": [(cuantas, "")], "en_papel": en_papel}


def _impresos(dicen: list[Impreso], en: Habla) -> list[str]:
    return [
        en.decir(f"En el papel puede decir {x['nombre'] or 'otro nombre'} en vez de {x['en_vez_de']}")
        for x in dicen
    ]


def cabeza(p: Perfil, en: Habla = ESPANOL) -> list[str]:
    """Quién es: calidad, cargo, lugar, quién la postula, edad y lo que el papel puede decir."""
    lugar = p["puesto"] or (f"Lugar {p['posicion']} de la lista" if p["posicion"] else "")
    origen = f"{p['fuerza']['nombre']}"
    origen += f", {en.decir('por')} {p['siglado_por']}" if p["siglado_por"] else ""
    dichos = [
        ". ".join(en.decir(t) for t in (p["calidad_texto"], lugar) if t) + ".",
        f"{en.decir(p['cargo']['nombre'])}. {en.decir(p['contienda']['ambito'])}.",
        f"{origen}.",
        f"{en.decir('Sobrenombre')}: {p['sobrenombre']}." if p["sobrenombre"] else "",
        en.decir(f"{p['edad']} años.") if p["edad"] else "",
        _con_quien_va([c["nombre"] for c in p["formula"]], en),
        en.decir(p["aviso_boleta"]),
    ]
    return [d for d in dichos if d]


def _con_quien_va(nombres: list[str], en: Habla) -> str:
    completa = "completan" if nombres[1:] else "completa"
    return f"{en.nombres(nombres)} {en.decir(f'{completa} su fórmula.')}" if nombres else ""


def apartados(p: Perfil, en: Habla = ESPANOL) -> Iterator[Apartado]:
    """Lo contestado, y de lo que no, por qué; los detalles de una propuesta van detrás de ella."""
    notas = {n["apartado"]: en.decir(n["texto"]) for n in p["notas"]}
    if not p["con_informacion"]:
        yield Apartado(en.decir("Su información"), (), en.decir(p["estado_texto"]))
        return
    for a in p["apartados"]:
        dichos = tuple((en.decir(_pregunta(c)), en.valores(c)) for c in a["campos"] if c["valores"])
        callados = [c for c in a["campos"] if not c["valores"] and not c["detalla"]]
        razon = en.decir(callados[0]["razon"]) if callados else ""
        if dichos and callados:
            cuales = ", ".join(en.decir(c["etiqueta"]) for c in callados)
            razon = f"{en.decir('Sin respuesta')}: {cuales}. {razon}"
        yield Apartado(
            en.decir(a["titulo"]), dichos, " ".join(t for t in (razon, notas.get(a["clave"], "")) if t)
        )


def _pregunta(campo: Campo) -> str:
    return campo["breve"] if campo["detalla"] else campo["etiqueta"]


def fecha(documento: Perfil | Boleta, zona: str) -> str:
    """Desde cuándo dice esto, como se lee."""
    return textos.momento(datetime.fromisoformat(documento["publicado"]), zona)


def pie(documento: Perfil | Boleta, huella: str, zona: str, en: Habla = ESPANOL) -> list[str]:
    """De cuándo es, de qué documento sale, el sello que se le puso al publicarlo y quién responde."""
    sello = str(documento.get("sello", ""))[:LETRAS_DE_SELLO]
    direccion = en.direccion(documento["pagina"]).partition("://")[2]
    return [
        en.decir(f"Publicado el {fecha(documento, zona)}."),
        f"{en.decir('En línea')}: {direccion}",
        f"{en.decir('Huella del documento del que sale (SHA-256)')}: {huella}",
        *([f"{en.decir('Su sello')}: {sello}"] if sello else []),
        *([en.decir(DE_UNA if "folio" in documento else DE_CADA_UNA)] if en.otra else []),
        en.decir(RESPONSABLE),
        *([en.decir(INVENTADO)] if documento["inventado"] else []),
    ]


def dichos(p: Perfil, en: Habla) -> Iterator[str]:
    """Todo lo que se lee de un perfil, menos su nombre y lo que escribió la persona."""
    yield from cabeza(p, en)
    for a in apartados(p, en):
        yield from (a.titulo, a.razon, *(q for q, _ in a.renglones))
        yield from (r for _, r in a.renglones if not isinstance(r, textos.Propio))


def de_la_boleta(documento: Boleta, jornada: str, en: Habla) -> list[str]:
    """Su nombre, cómo se gana y qué día se vota; vacío lo que no se sabe."""
    dia = en.decir(f"Se vota el {jornada}.") if jornada else ""
    return [en.decir(documento["nombre"]), en.decir(documento["como_se_gana"]), dia]
