"""Textos plausibles en español que no se repiten entre personas."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from conoceles.nucleo.texto import contar, slug
from taller.demo import frases

MINIMO = 300
CAMPOS = (
    ("médica general", "la medicina general"), ("maestra de primaria", "la docencia"), ("ingeniera agrónoma", "la agronomía"),
    ("abogada", "la defensa jurídica"), ("comerciante", "el comercio"), ("contadora", "la contaduría"),
    ("enfermera", "la enfermería"), ("arquitecta", "la arquitectura"), ("periodista", "la radio"),
    ("química", "el análisis de agua"), ("trabajadora social", "la atención social"), ("ganadera", "la ganadería"),
    ("mecánica industrial", "la industria"), ("bióloga", "la conservación"), ("psicóloga", "la orientación escolar"),
    ("panadera", "la panadería"),
)  # fmt: skip


def curricular(azar: Random, nombre: str, municipio: str, *, completo: bool) -> dict[str, dict[str, Any]]:
    """Secciones del cuestionario curricular. Si no es `completo`, solo las dos primeras."""
    secciones: dict[str, dict[str, Any]] = {
        "contacto": _contacto(azar, nombre, municipio),
        "estudios": _estudios(azar),
    }
    if completo:
        secciones |= {
            "historia": {"historia": _largo(azar, _historia)},
            "trayectoria": {"trayectoria": _largo(azar, _trayectoria)},
            "motivo": {"motivo": _largo(azar, _motivo)},
            "propuestas": _propuestas(azar),
        }
    return secciones


def _largo(azar: Random, frase: Callable[[Random, bool], str]) -> str:
    """Párrafo que pasa del mínimo de caracteres sin blancos; la primera frase abre y las demás siguen."""
    texto = frase(azar, True)
    while contar(texto) < MINIMO:
        texto += " " + frase(azar, False)
    return texto.replace(" de el ", " del ")


def _logro(azar: Random) -> str:
    return azar.choice(frases.LOGROS).format(n=azar.randint(3, 98) * azar.choice((1, 5, 10)))


def _historia(azar: Random, abre: bool) -> str:
    oficio, _, sitio = azar.choice(frases.OFICIOS).split("|")
    desde = azar.randint(1992, 2015)
    hasta = desde + azar.randint(2, 8)
    verbo = "trabajé en" if abre else "me dediqué a"
    dedicacion = f"{verbo} {dict(CAMPOS)[oficio]}"
    return (
        f"De {desde} a {hasta} {dedicacion}, en {sitio} de {azar.choice(frases.LUGARES)}, donde {_logro(azar)}. "
        f"{azar.choice(frases.CIERRES)}"
    )


def _trayectoria(azar: Random, abre: bool) -> str:
    cuando = (
        f"Desde {azar.randint(2006, 2021)} participo"
        if abre
        else f"Antes, entre 1998 y {azar.randint(1999, 2005)}, participé"
    )
    return (
        f"{cuando} en {azar.choice(frases.ORGANIZACIONES)} de {azar.choice(frases.LUGARES)}; "
        f"{azar.choice(frases.TAREAS)} y {_logro(azar)}. {azar.choice(frases.CIERRES)}"
    )


def _motivo(azar: Random, abre: bool) -> str:
    una, otra = azar.sample(frases.RAZONES, 2)
    if abre:
        return (
            f"Quiero este cargo porque {una}. En {azar.choice(frases.LUGARES)} vi que {otra}. "
            f"Después de {azar.randint(4, 27)} años de trabajo comunitario, cuando {_logro(azar)}, decidí dar este paso."
        )
    return f"También creo que {una}. {azar.choice(frases.CIERRES)}"


def _propuestas(azar: Random) -> dict[str, Any]:
    elegidas = azar.sample(frases.TEMAS, 2)
    respuestas: dict[str, Any] = {}
    for numero, tema in enumerate(elegidas, start=1):
        que, ley, poblacion, meta, temas = tema.split("|")
        inicio = f"Reformar la {ley} para garantizar {que} en {azar.choice(frases.LUGARES)}."
        respuestas |= _propuesta(azar, f"propuesta_{numero}", inicio, poblacion, meta, temas)
    que, poblacion, meta, temas = azar.choice(frases.GENERO).split("|")
    inicio = f"Garantizar por ley {que}."
    return respuestas | _propuesta(azar, "propuesta_genero", inicio, poblacion, meta, temas)


def _propuesta(
    azar: Random, clave: str, inicio: str, poblacion: str, meta: str, temas: str
) -> dict[str, Any]:
    """Con sus temas, salvo las que terminan en 2026: elegirlos es voluntario."""
    anio = azar.choice((2025, 2026, 2027))
    texto = (
        f"{inicio} La iniciativa se presentará en el primer periodo de sesiones, con dictamen de impacto presupuestal y foros en "
        f"{azar.randint(3, 15)} comunidades. Beneficiará a {poblacion}; la meta es {meta} antes de terminar {anio}, con informe "
        f"público cada {azar.choice(('mes', 'trimestre', 'semestre'))} y un comité de vigilancia de {azar.randint(5, 21)} personas "
        f"elegidas por sorteo. Ya {_logro(azar)} con una versión local de esta idea."
    )
    return {
        clave: texto,
        f"{clave}_poblacion": poblacion[:1].upper() + poblacion[1:],
        f"{clave}_metas": meta[:1].upper() + meta[1:],
        f"{clave}_plazo": f"Diciembre de {anio}",
        f"{clave}_temas": temas.split() if anio != 2026 else [],
    }


def _estudios(azar: Random) -> dict[str, Any]:
    grado, estatus = azar.choice(
        (
            ("licenciatura", "titulo"), ("licenciatura", "cedula"), ("licenciatura", "carta_pasante"), ("preparatoria", "certificado"),
            ("maestria", "cursando"), ("maestria", "titulo"), ("secundaria", "certificado"), ("tecnica", "titulo"),
            ("doctorado", "cedula"), ("licenciatura", "trunco"), ("especialidad", "titulo"), ("primaria", "certificado"),
        )
    )  # fmt: skip
    return {
        "grado": grado,
        "estatus_grado": estatus,
        "cursos": azar.sample(frases.CURSOS, azar.randint(0, 3)),
    }


def _contacto(azar: Random, nombre: str, municipio: str) -> dict[str, Any]:
    cuenta = slug(nombre).replace("-", "")[:24]
    contacto: dict[str, Any] = {
        "redes": [f"https://www.facebook.com/demo.{cuenta}", f"https://www.instagram.com/demo.{cuenta}"][
            : azar.randint(1, 2)
        ],
        "correos": [f"{cuenta}@ejemplo.mx"],
        "telefonos": [f"618555{azar.randint(0, 9999):04d}"],
    }
    if azar.random() < 0.4:
        contacto["casa_campana"] = {
            "calle": azar.choice(frases.CALLES), "exterior": str(azar.randint(1, 900)),
            "colonia": "Centro", "cp": f"34{azar.randint(0, 999):03d}", "municipio": municipio,
        }  # fmt: skip
    return contacto
