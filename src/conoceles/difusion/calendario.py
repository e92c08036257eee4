"""Qué se publica en redes cada día y a qué hora: los turnos repartidos, con lo que dice cada uno."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conoceles.difusion.lugares import dice_el_mensaje, seguido
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
    desde, hasta, jornada = _empieza(d), _termina(d), d.calendario.dia("jornada")
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


def en_veda(d: Definicion, dia: date) -> bool:
    """Si ya acabó la campaña y no ha terminado la jornada."""
    desde, jornada = d.calendario.veda_desde(), d.calendario.dia("jornada")
    return bool(desde and jornada and desde <= dia <= jornada)


def calla(d: Definicion, dia: date) -> bool:
    """Si ese día es de veda y la elección detiene entonces la estrategia de difusión."""
    return "estrategia" in d.veda_detiene and en_veda(d, dia)


def _empieza(d: Definicion) -> date | None:
    """El primer día de campaña del primer grupo de territorios que empieza."""
    campana, publica = d.dias_de("campana_inicio"), d.dias_de("publicacion_inicio")
    return min((dia for c in campana if (dia := campana[c] or publica[c])), default=None)


def _termina(d: Definicion) -> date | None:
    """El último día de campaña del último grupo que termina."""
    return max((dia for dia in d.dias_de("campana_fin").values() if dia), default=None)


def en_campana(d: Definicion, elencos: Elencos) -> Elencos:
    """Los mismos, sin la boleta cuya campaña ya terminó: desde ese día es otro elenco."""
    fines = _fines(d)
    acaban = {fin + timedelta(days=1) for fin in fines.values()}
    if not elencos or not acaban:
        return elencos
    dias = sorted({dia for dia, _ in elencos} | {dia for dia in acaban if dia > elencos[0][0]})
    return [(dia, _siguen(_vigente(elencos, dia), fines, dia)) for dia in dias]


def _fines(d: Definicion) -> dict[str, date]:
    """El último día de campaña de las boletas que terminan antes que otras; si en la veda se publican todas, ninguna."""
    if d.difusion.veda == "todas":
        return {}
    ultimo = _termina(d)
    return {b: fin for b, fin in d.dias_de("campana_fin").items() if fin and fin != ultimo}


def _vigente(elencos: Elencos, dia: date) -> Elenco:
    return [elenco for desde, elenco in elencos if desde <= dia][-1]


def _siguen(elenco: Elenco, fines: Mapping[str, date], dia: date) -> Elenco:
    return {b: folios for b, folios in elenco.items() if dia <= fines.get(b, date.max)}


def _dias(desde: date, hasta: date) -> list[date]:
    return [desde + timedelta(days=n) for n in range((hasta - desde).days + 1)]


def semilla(d: Definicion) -> str:
    """La que la elección declara y publica; si no, su clave."""
    return d.difusion.semilla or d.clave


def turnos(d: Definicion, elencos: Elencos) -> list[Turno]:
    """Todos, de la campaña y de la veda, numerados desde 1. Sin elenco, todos son generales."""
    de_campana, de_veda = lugares(d)
    repartidos = repartir(
        semilla(d),
        de_campana,
        en_campana(d, elencos) or [(date.min, {})],
        personas=d.difusion.personas,
        fines=_fines(d),
    )
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
    vistas = rutas.renglones(boleta)
    nombres = "; ".join(rutas.junto(x._replace(otras=())) for x in vistas)
    lugares = d.territorio.municipios.capitalize()
    donde = f" {lugares}: {', '.join(boleta.donde)}." if boleta.donde else ""
    corto = f"{boleta.nombre}: conozca a quienes compiten y lo que propone cada persona."
    largo = f"{boleta.nombre}. En el orden de la boleta: {nombres}.{donde} Lea lo que propone cada persona."
    imagenes = {red: rutas.de_boleta(boleta.clave, MEDIDA[red], "png") for red in d.difusion.redes}
    alternativo = _que_quepa(
        rutas.dice_de_boleta(boleta),
        f"{boleta.nombre}. En el orden de la boleta: {nombres}.",
        f"{boleta.nombre}. En el orden de la boleta: {'; '.join(f'{x.fuerza}: {x.quien}' for x in vistas)}.",
        f"{boleta.nombre}. En el orden de la boleta, {len(vistas)} recuadros, con quién postula y a quién.",
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
    numero = cual % len(d.difusion.mensajes)
    mensaje = d.difusion.mensajes[numero]
    imagenes = {red: rutas.de_mensaje(str(numero + 1), MEDIDA[red]) for red in d.difusion.redes}
    titulo, *parrafos = dice_el_mensaje(sitio, mensaje)
    alternativo = seguido(titulo, parrafos)
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


def a_json(
    d: Definicion, elencos: Elencos, dichas: Sequence[Publicacion], sitio: SitioPublico, url: str
) -> dict[str, object]:
    """Todo lo que hace falta para recalcularlo, y el resultado: de cada publicación, también lo que dice hoy."""
    de_campana, de_veda = lugares(d)
    boletas = {b.clave: b for b in sitio.contiendas}
    return {
        "regla": VERSION,
        "proceso": d.clave,
        "semilla": semilla(d),
        "zona": d.calendario.zona,
        "personas": d.difusion.personas,
        "lugares": [[x.dia.isoformat(), x.hora] for x in de_campana],
        "lugares_de_veda": [[x.dia.isoformat(), x.hora] for x in de_veda],
        "elencos": [
            {"desde": desde.isoformat(), "boletas": dict(elenco)} for desde, elenco in en_campana(d, elencos)
        ],
        "fines": {boleta: fin.isoformat() for boleta, fin in sorted(_fines(d).items())},
        "publicaciones": [_del_turno(p.turno) | _dice(p, boletas.get(p.turno.boleta), url) for p in dichas],
    }


def _del_turno(t: Turno) -> dict[str, object]:
    return {
        "numero": t.numero,
        "dia": t.lugar.dia.isoformat(),
        "hora": t.lugar.hora,
        "clase": t.clase,
        "boleta": t.boleta,
        "folio": t.folio,
        "vuelta": t.vuelta,
    }


def _dice(p: Publicacion, boleta: ContiendaPublica | None, url: str) -> dict[str, object]:
    """Por red, su texto y su imagen; y qué fuerzas muestra, como las cuenta el papel."""
    return {
        "texto": p.textos,
        "imagen": {red: f"{url}{ruta}" for red, ruta in p.imagenes.items()},
        "alterno": p.alternativo,
        "enlace": p.direccion,
        "fuerzas": _fuerzas(p.turno, boleta),
    }


def _fuerzas(turno: Turno, boleta: ContiendaPublica | None) -> list[str]:
    """Las siglas de los recuadros que se ven, o de quien postula donde no los hay."""
    if boleta is None or turno.clase == "general":
        return []
    recuadros = [
        r.fuerza.siglas for r in papel.casillas(boleta) if turno.folio in ("", *(p.folio for p in r.formula))
    ]
    postulan = (f.fuerza.siglas for f in boleta.fichas if turno.folio in ("", f.folio))
    return recuadros or [*dict.fromkeys(postulan)]
