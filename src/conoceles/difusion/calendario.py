"""Qué se publica en redes cada día y a qué hora: los turnos repartidos, con lo que dice cada uno."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conoceles.difusion.lugares import dice_la_eleccion
from conoceles.difusion.piezas import mostradas
from conoceles.difusion.reparto import VERSION, Elenco, Lugar, Turno, repartir
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.difusion import LIMITES
from conoceles.publicacion.lectura.fichas import ContiendaPublica, SitioPublico
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio import papel

Elencos = Sequence[tuple[date, Elenco]]
ALTERNATIVO = 1000  # letras de un texto alternativo: lo que admite la red que menos
DIRECCION_EN_X = 23  # letras que cuenta X por cualquier dirección
MEDIDA = {"x": "tarjeta", "facebook": "tarjeta", "whatsapp": "cuadrada", "instagram": "cuadrada"}


@dataclass(frozen=True)
class Publicacion:
    """Lo que se copia: de cada red su texto y su imagen; una dirección y un texto alternativo para todas."""

    turno: Turno
    titulo: str
    direccion: str
    alternativo: str
    textos: dict[str, str]  # red → texto, dentro de su límite
    imagenes: dict[str, str]  # red → ruta del material, relativa a la elección


def lugares(d: Definicion) -> tuple[list[Lugar], list[Lugar]]:
    """Los de campaña, que se reparten, y los de la veda, que solo llevan mensajes generales."""
    c = d.calendario
    inicios = (x.dia("campana_inicio") or x.dia("publicacion_inicio") for x in c.todos())
    desde = min((dia for dia in inicios if dia), default=None)  # el primer grupo de territorios que empieza
    hasta, jornada = c.dia("campana_fin"), c.dia("jornada")
    if d.historico or desde is None or jornada is None:
        return [], []
    fin = jornada if hasta is None or d.difusion.veda == "todas" else hasta
    reforzado = fin - timedelta(days=d.difusion.refuerzo_dias - 1) if d.difusion.refuerzo_dias else date.max
    de_campana = [
        Lugar(dia, hora)
        for dia in _dias(desde, fin)
        for hora in sorted((*d.difusion.horas, *(d.difusion.refuerzo_horas if dia >= reforzado else ())))
    ]
    callada = d.difusion.veda != "generales"
    de_veda = (
        []
        if callada
        else [Lugar(x, h) for x in _dias(fin + timedelta(days=1), jornada) for h in d.difusion.horas]
    )
    return de_campana, de_veda


def _dias(desde: date, hasta: date) -> list[date]:
    return [desde + timedelta(days=n) for n in range((hasta - desde).days + 1)]


def semilla(d: Definicion) -> str:
    """La que la elección declara y publica; si no, su clave."""
    return d.difusion.semilla or d.clave


def turnos(d: Definicion, elencos: Elencos) -> list[Turno]:
    """Todos, de la campaña y de la veda, numerados desde 1. Sin elenco, todos son generales."""
    de_campana, de_veda = lugares(d)
    repartidos = repartir(semilla(d), de_campana, elencos or [(date.min, {})], personas=d.difusion.personas)
    hechos = len(repartidos)
    return [*repartidos, *(Turno(hechos + n, lugar, "general") for n, lugar in enumerate(de_veda, 1))]


def elenco(sitio: SitioPublico) -> dict[str, list[str]]:
    """De cada boleta, quién encabeza cada fórmula, en su orden. Las listas al reverso también son una boleta."""
    return {
        b.clave: [formula[0].folio for formula in papel.formulas(b.fichas)]
        for b in sitio.contiendas
        if b.fichas
    }


def publicaciones(d: Definicion, sitio: SitioPublico, hechos: Sequence[Turno], url: str) -> list[Publicacion]:
    """Cada turno con lo que dice hoy lo publicado. Los mensajes generales van por su orden, y vuelven a empezar."""
    boletas = {b.clave: b for b in sitio.contiendas}
    generales = [t.numero for t in hechos if t.clase == "general"]
    salen = []
    for turno in hechos:
        boleta = boletas.get(turno.boleta)
        if turno.clase == "persona" and boleta and any(f.folio == turno.folio for f in boleta.fichas):
            salen.append(_de_persona(d, turno, boleta, url))
        elif turno.clase == "boleta" and boleta and boleta.fichas:
            salen.append(_de_boleta(d, turno, boleta, url))
        else:
            cual = generales.index(turno.numero) if turno.clase == "general" else 0
            salen.append(_general(d, sitio, turno, cual, url))
    return salen


def _de_boleta(d: Definicion, turno: Turno, boleta: ContiendaPublica, url: str) -> Publicacion:
    vistas = mostradas(boleta)
    nombres = "; ".join(f"{f['nombre']} ({f['fuerza']})" for f in vistas)
    donde = f" Municipios: {', '.join(boleta.donde)}." if boleta.donde else ""
    corto = f"{boleta.nombre}: conozca a quienes compiten y lo que propone cada persona."
    largo = f"{boleta.nombre}. En el orden de la boleta: {nombres}.{donde} Lea lo que propone cada persona."
    imagenes = {red: rutas.de_boleta(boleta.clave, MEDIDA[red], "png") for red in d.difusion.redes}
    alternativo = _que_quepa(
        f"{boleta.nombre}. En el orden de la boleta: {nombres}.",
        f"{boleta.nombre}. En el orden de la boleta: {'; '.join(f['nombre'] for f in vistas)}.",
        f"{boleta.nombre}. En el orden de la boleta, {len(vistas)} con su nombre y quién postula.",
    )
    return _armar(
        d, turno, boleta.nombre, f"{url}contiendas/{boleta.clave}/", alternativo, (largo, corto), imagenes
    )


def _que_quepa(*versiones: str) -> str:
    """La que más dice de las que caben en un texto alternativo; nunca se corta un nombre."""
    return next((v for v in versiones if len(v) <= ALTERNATIVO), versiones[-1])


def _de_persona(d: Definicion, turno: Turno, boleta: ContiendaPublica, url: str) -> Publicacion:
    [formula] = [f for f in papel.formulas(boleta.fichas) if turno.folio in {x.folio for x in f}]
    quien = next(f for f in formula if f.folio == turno.folio)
    alternativo = f"{quien.nombre}. {quien.calidad_texto}. {boleta.nombre}. {quien.fuerza.nombre}."
    texto = (
        f"{boleta.nombre}: {quien.nombre} ({quien.fuerza.nombre}). Lea su perfil y compárelo con los demás."
    )
    corto = f"{boleta.nombre}: lea este perfil y compárelo con los demás de su boleta."
    imagenes = {red: rutas.de_persona(quien, MEDIDA[red]) for red in d.difusion.redes}
    return _armar(
        d, turno, quien.nombre, f"{url}candidaturas/{quien.folio}/", alternativo, (texto, corto), imagenes
    )


def _general(d: Definicion, sitio: SitioPublico, turno: Turno, cual: int, url: str) -> Publicacion:
    mensaje = d.difusion.mensajes[cual % len(d.difusion.mensajes)]
    imagenes = {red: rutas.de_eleccion(MEDIDA[red]) for red in d.difusion.redes}
    titulo, *parrafos = dice_la_eleccion(sitio)
    alternativo = " ".join((f"{titulo}.", *parrafos))
    return _armar(d, turno, "Mensaje general", url, alternativo, (mensaje, mensaje), imagenes)


def _armar(
    d: Definicion,
    turno: Turno,
    titulo: str,
    direccion: str,
    alternativo: str,
    versiones: tuple[str, str],
    imagenes: dict[str, str],
) -> Publicacion:
    """La versión larga donde cabe; si no, la corta. Nunca se corta un nombre."""
    textos = {}
    for red in d.difusion.redes:
        cola = f"\n{direccion}\n{d.difusion.etiqueta}"
        textos[red] = (
            next((v for v in versiones if medir(red, v + cola, direccion) <= LIMITES[red]), versiones[-1])
            + cola
        )
    return Publicacion(turno, titulo, direccion, alternativo, textos, imagenes)


def medir(red: str, texto: str, direccion: str) -> int:
    """Las letras que esa red cuenta."""
    return len(texto) - len(direccion) + DIRECCION_EN_X if red == "x" else len(texto)


def a_json(d: Definicion, elencos: Elencos, hechos: Sequence[Turno]) -> dict[str, object]:
    """Todo lo que hace falta para recalcularlo, y el resultado."""
    de_campana, de_veda = lugares(d)
    return {
        "regla": VERSION,
        "proceso": d.clave,
        "semilla": semilla(d),
        "zona": d.calendario.zona,
        "personas": d.difusion.personas,
        "lugares": [[x.dia.isoformat(), x.hora] for x in de_campana],
        "lugares_de_veda": [[x.dia.isoformat(), x.hora] for x in de_veda],
        "elencos": [{"desde": desde.isoformat(), "boletas": dict(elenco)} for desde, elenco in elencos],
        "publicaciones": [
            {
                "numero": t.numero,
                "dia": t.lugar.dia.isoformat(),
                "hora": t.lugar.hora,
                "clase": t.clase,
                "boleta": t.boleta,
                "folio": t.folio,
                "vuelta": t.vuelta,
            }
            for t in hechos
        ],
    }
