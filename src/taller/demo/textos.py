"""Textos plausibles en español que no se repiten entre personas."""

from __future__ import annotations

from random import Random

from conoceles.nucleo.texto import contar, slug
from conoceles.proceso.preguntas.cuestionario import Respuesta
from taller.demo import frases

MINIMO = 300
ANIO = 2024  # el de la elección de la demostración


def curricular(
    azar: Random, nombre: str, municipio: str, *, completo: bool, edad: int = 45
) -> dict[str, dict[str, Respuesta]]:
    """Secciones del cuestionario curricular, posibles a esa edad. Si no es `completo`, solo las dos primeras."""
    secciones: dict[str, dict[str, Respuesta]] = {
        "contacto": _contacto(azar, nombre, municipio),
        "estudios": _estudios(azar),
    }
    if completo:
        secciones |= {
            "historia": {"historia": _historia(azar, edad)},
            "trayectoria": {"trayectoria": _trayectoria(azar, edad)},
            "motivo": {"motivo": _motivo(azar, edad)},
            "propuestas": _propuestas(azar),
        }
    return secciones


def _completo(azar: Random, texto: str, mas: list[str]) -> str:
    """El párrafo con lo que haga falta, sin repetir frases, para pasar del mínimo de caracteres sin blancos."""
    restantes = azar.sample(mas, len(mas))
    while contar(texto) < MINIMO:
        texto += " " + restantes.pop()
    return texto.replace(" de el ", " del ").replace(" a el ", " al ")


def _historia(azar: Random, edad: int) -> str:
    """Un oficio, del principio a hoy; nadie lo empieza antes de los veinte."""
    hace, sitio, logros = azar.choice(frases.OFICIOS)
    empezo = min(ANIO - edad + azar.randint(20, 24), ANIO - 1)
    antes, hoy = azar.sample(frases.LUGARES, 2)
    uno, otro, ultimo = (x.format(n=azar.randint(12, 98)) for x in azar.sample(logros, 3))
    inicio = f"Desde {empezo} {hace}. Empecé en {sitio} de {antes}, donde {uno}."
    despues = f"Con el tiempo llegué a {hoy}; ahí {otro} y, el año pasado, {ultimo}."
    return _completo(azar, f"{inicio} {despues}", list(frases.CIERRES))


def _trayectoria(azar: Random, edad: int) -> str:
    """Una organización o dos, desde que tiene edad para votar."""
    una, otra = azar.sample(frases.ORGANIZACIONES, 2)
    lugar, tarea, faena = azar.choice(frases.LUGARES), *azar.sample(frases.TAREAS, 2)
    primero = azar.randint(min(ANIO - edad + 18, ANIO - 2), ANIO - 2)
    logro, otro = (x.format(n=azar.randint(4, 48)) for x in azar.sample(frases.LOGROS, 2))
    texto = f"Desde {primero} participo en {una} de {lugar}: {tarea} y {logro}."
    return _completo(
        azar, f"{texto} También formo parte de {otra}; ahí {faena} y {otro}.", list(frases.CIERRES)
    )


def _motivo(azar: Random, edad: int) -> str:
    una, otra, tercera = azar.sample(frases.RAZONES, 3)
    texto = (
        f"Quiero este cargo porque {una}. En {azar.choice(frases.LUGARES)} aprendí que {otra}. "
        f"Llevo {azar.randint(2, max(3, edad - 17))} años viviendo ahí y me cansé de esperar. También creo que {tercera}."
    )
    return _completo(azar, texto, list(frases.COMPROMISOS))


def _propuestas(azar: Random) -> dict[str, Respuesta]:
    elegidas = azar.sample(frases.TEMAS, 2)
    respuestas: dict[str, Respuesta] = {}
    for numero, tema in enumerate(elegidas, start=1):
        que, ley, poblacion, meta, temas = tema.split("|")
        inicio = f"Reformar la {ley} para garantizar {que} en {azar.choice(frases.LUGARES)}."
        respuestas |= _propuesta(azar, f"propuesta_{numero}", inicio, poblacion, meta, temas)
    que, poblacion, meta, temas = azar.choice(frases.GENERO).split("|")
    inicio = f"Garantizar por ley {que}."
    return respuestas | _propuesta(azar, "propuesta_genero", inicio, poblacion, meta, temas)


def _propuesta(
    azar: Random, clave: str, inicio: str, poblacion: str, meta: str, temas: str
) -> dict[str, Respuesta]:
    """Con sus temas, salvo las que terminan en 2026: elegirlos es voluntario."""
    anio = azar.choice((2025, 2026, 2027))
    texto = (
        f"{inicio} La iniciativa se presentará en el primer periodo de sesiones, con dictamen de impacto presupuestal y foros en "
        f"{azar.randint(3, 15)} comunidades. Beneficiará a {poblacion}; la meta es {meta} antes de terminar {anio}, con informe "
        f"público cada {azar.choice(('mes', 'trimestre', 'semestre'))} y un comité de vigilancia de {azar.randint(5, 21)} personas "
        f"elegidas por sorteo. El costo, de {azar.randint(3, 90)} millones de pesos, se publicará antes de votarla."
    )
    return {
        clave: texto,
        f"{clave}_poblacion": poblacion[:1].upper() + poblacion[1:],
        f"{clave}_metas": meta[:1].upper() + meta[1:],
        f"{clave}_plazo": f"Diciembre de {anio}",
        f"{clave}_temas": temas.split() if anio != 2026 else [],
    }


def _estudios(azar: Random) -> dict[str, Respuesta]:
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


def _contacto(azar: Random, nombre: str, municipio: str) -> dict[str, Respuesta]:
    cuenta = slug(nombre).replace("-", "")[:24]
    contacto: dict[str, Respuesta] = {
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
