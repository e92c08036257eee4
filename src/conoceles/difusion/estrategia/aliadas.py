"""Las aliadas con presencia en el territorio y lo que se llevaron (plan §13). Nada se borra: lo corregido es otra fila."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.filas import asentar
from conoceles.difusion.asentar import exigir_dia, exigir_textos
from conoceles.difusion.models import CLASES, MATERIALES, Aliada, Entrega
from conoceles.integridad.pregunta import que_constan
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion

MAXIMO_DE_NOMBRE, MAXIMO_DE_PIEZAS = 200, 100_000
TODO_EL_ESTADO = "todo"


@dataclass(frozen=True)
class ConEntregas:
    """Una aliada, dónde está y lo que se llevó. `cuantas`: material → piezas, sin las anuladas."""

    aliada: Aliada
    clase: str
    territorio: str
    entregas: tuple[Entrega, ...]
    cuantas: dict[str, int]


@transaction.atomic
def anotar(
    *,
    proceso: str,
    numero: int | None,
    nombre: str,
    clase: str,
    territorio: str,
    activa: bool = True,
    por: Alcance,
    ahora: datetime,
) -> Aliada:
    """Una aliada nueva, o lo que cambia de la que tiene ese número. `territorio`: clave de un municipio, o «todo»."""
    por.exigir(Acto.ALIADA_ANOTADA.fila.papeles, "esa aliada")
    d = procesos.definicion(proceso)
    exigir_textos(nombre=(nombre, MAXIMO_DE_NOMBRE, "Escriba cómo se llama."))
    if clase not in CLASES:
        raise ErrorDeDominio("Elija qué es.", campo="clase")
    if territorio not in {TODO_EL_ESTADO, *(m.clave for m in d.municipios)}:
        raise ErrorDeDominio("Elija dónde está.", campo="territorio")
    previa = una(proceso, numero) if numero is not None else None
    iguales = (a for a in vigentes(proceso) if a.nombre.casefold() == nombre.strip().casefold())
    if any(a.numero != numero for a in iguales):
        raise ErrorDeDominio("Ya hay una aliada con ese nombre.", campo="nombre")
    ultimo = Aliada.objects.filter(proceso=proceso).aggregate(n=Max("numero"))["n"] or 0
    campos = {
        "numero": previa.numero if previa else ultimo + 1,
        "version": previa.version + 1 if previa else 1,
        "nombre": nombre.strip(),
        "clase": clase,
        "territorio": territorio,
        "activa": activa,
    }
    return asentar(Aliada, Acto.ALIADA_ANOTADA, proceso, campos, por=por, ahora=ahora)


def entregar(
    *,
    proceso: str,
    numero: int,
    fecha: date | None,
    material: str,
    piezas: int | None,
    por: Alcance,
    ahora: datetime,
) -> Entrega:
    """Lo que se llevó una aliada. `NoEncontrado` si no es de esa elección."""
    por.exigir(Acto.ENTREGA_A_ALIADA.fila.papeles, "esa aliada")
    aliada = una(proceso, numero)
    if not aliada.activa:
        raise Conflicto("Esa aliada ya no participa.")
    if material not in MATERIALES:
        raise ErrorDeDominio("Elija qué se llevó.", campo="material")
    if piezas is None or not 0 < piezas <= MAXIMO_DE_PIEZAS:
        raise ErrorDeDominio(f"Escriba cuántas piezas: de 1 a {MAXIMO_DE_PIEZAS:,}.", campo="piezas")
    dia = exigir_dia(procesos.definicion(proceso), fecha, ahora)
    campos = {"aliada": numero, "fecha": dia, "material": material, "piezas": piezas}
    return asentar(Entrega, Acto.ENTREGA_A_ALIADA, proceso, campos, por=por, ahora=ahora)


def anular(*, proceso: str, entrega: int, por: Alcance, ahora: datetime) -> Entrega:
    """Otra fila que deja sin efecto una entrega mal anotada; las dos se conservan."""
    por.exigir(Acto.ENTREGA_A_ALIADA.fila.papeles, "esa entrega")
    mala = Entrega.objects.filter(proceso=proceso, pk=entrega, anula=None).first()
    if mala is None:
        raise NoEncontrado("No existe esa entrega.")
    if Entrega.objects.filter(anula=mala).exists():
        raise Conflicto("Esa entrega ya se anuló.")
    campos = {c: getattr(mala, c) for c in ("aliada", "fecha", "material", "piezas")} | {"anula": mala}
    return asentar(Entrega, Acto.ENTREGA_A_ALIADA, proceso, campos, por=por, ahora=ahora)


def una(proceso: str, numero: int) -> Aliada:
    """Lo último que se dijo de ella. `NoEncontrado` si no es de esa elección."""
    suyas = que_constan(Aliada.objects.filter(proceso=proceso, numero=numero).order_by("id"))
    if not suyas:
        raise NoEncontrado("No existe esa aliada.")
    return suyas[-1]


def vigentes(proceso: str, hasta: datetime | None = None) -> list[Aliada]:
    """De cada una lo último, hoy o hasta ese momento, por nombre; también las que ya no participan."""
    filas = Aliada.objects.filter(proceso=proceso).order_by("id")
    ultimas = {a.numero: a for a in que_constan(filas if hasta is None else filas.filter(en__lte=hasta))}
    return sorted(ultimas.values(), key=lambda a: (not a.activa, a.nombre.casefold()))


def entregas(proceso: str, hasta: datetime | None = None) -> list[Entrega]:
    """Las que siguen en pie, por día."""
    filas = Entrega.objects.filter(proceso=proceso)
    if hasta is not None:
        filas = filas.filter(en__lte=hasta)
    dichas = que_constan(filas.order_by("fecha", "id"))
    anuladas = {e.anula_id for e in dichas}
    return [e for e in dichas if e.anula_id is None and e.pk not in anuladas]


def con_entregas(d: Definicion, hasta: datetime | None = None) -> list[ConEntregas]:
    """Cada aliada con lo que se llevó."""
    suyas: dict[int, list[Entrega]] = {}
    for entrega in entregas(d.clave, hasta):
        suyas.setdefault(entrega.aliada, []).append(entrega)
    salen = []
    for aliada in vigentes(d.clave, hasta):
        hechas, cuantas = suyas.get(aliada.numero, []), Counter[str]()
        for entrega in hechas:
            cuantas[entrega.material] += entrega.piezas
        donde = nombre_del_territorio(d, aliada.territorio)
        salen.append(ConEntregas(aliada, CLASES[aliada.clase], donde, tuple(hechas), dict(cuantas)))
    return salen


def nombre_del_territorio(d: Definicion, territorio: str) -> str:
    """El municipio, o el estado entero."""
    nombres = {m.clave: m.nombre for m in d.municipios}
    todo = d.territorio.entera(d.entidad).replace("Estado de", "Todo el estado de", 1)
    return nombres.get(territorio, todo)
