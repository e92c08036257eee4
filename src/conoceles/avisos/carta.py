"""El mensaje de una persona en una hora: un asunto que dice qué hacer y, por cada acto, lo que le toca."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from conoceles.avisos import detalles
from conoceles.avisos.mensajes import de, texto
from conoceles.avisos.models import Aviso
from conoceles.avisos.texto import Texto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas import husos
from conoceles.cuentas.models import Cuenta
from conoceles.proceso import consultas as procesos
from conoceles.proceso.firma import con_eleccion, firma

MAXIMO = 20  # casos de un mismo acto en un correo; los demás se leen en la lista


@dataclass(frozen=True)
class Caso:
    """Un acto sobre una candidatura, o sobre la elección si `folio` va vacío. `cuando`, en el huso de quien lee.

    `nombre` es para la pantalla: el correo no es lugar para nombres.
    """

    pk: int
    folio: str
    nombre: str
    lugar: str
    cuando: str
    renglones: tuple[str, ...]
    direccion: str
    leido: bool


@dataclass(frozen=True)
class Grupo:
    """Lo mismo dicho de una o de varias."""

    texto: Texto
    casos: tuple[Caso, ...]
    faltan: int = 0  # los que ya no caben

    @property
    def titulo(self) -> str:
        return self.texto.titulo(len(self.casos) + self.faltan)


def asunto(cuenta: Cuenta, avisos: Iterable[Aviso], proceso: str) -> str:
    """Lo que más urge y, si hay más, cuántos avisos son."""
    por_acto = _por_acto(cuenta, avisos)
    primero = texto(next(iter(por_acto)), cuenta.papel).titulo(len(next(iter(por_acto.values()))))
    otros = sum(len(suyos) for suyos in list(por_acto.values())[1:])
    mas = f" · y {otros} {'aviso' if otros == 1 else 'avisos'} más" if otros else ""
    return con_eleccion(f"Conóceles: {primero}{mas}", proceso)


def cuerpo(cuenta: Cuenta, avisos: list[Aviso]) -> str:
    """Texto simple, con la firma del instituto."""
    zona = husos.de_la_cuenta(cuenta, avisos[0].proceso)
    grupos = [
        Grupo(texto(acto, cuenta.papel), tuple(casos(cuenta, suyos[:MAXIMO])), max(0, len(suyos) - MAXIMO))
        for acto, suyos in _por_acto(cuenta, avisos).items()
    ]
    return componer(cuenta.nombre, grupos, firma(avisos[0].proceso), husos.nombre(zona, avisos[-1].en))


def componer(nombre: str, grupos: list[Grupo], firma: str, huso: str) -> str:
    """El texto, ya con todo averiguado."""
    contexto = {
        "nombre": nombre,
        "grupos": grupos,
        "direccion": settings.URL_CAPTURA,
        "firma": firma,
        "huso": huso,
    }
    return render_to_string("avisos/correo.txt", contexto)


def casos(cuenta: Cuenta, avisos: list[Aviso]) -> list[Caso]:
    """Los de esa persona, con lo que dice su entrada en la bitácora."""
    folios = {a.folio for a in avisos if a.folio}
    filas = {c.folio: c for c in Candidatura.objects.con_todo().filter(folio__in=folios)}
    datos = _datos(avisos)
    zonas = {clave: husos.de_la_cuenta(cuenta, clave) for clave in {a.proceso for a in avisos}}
    elecciones = {clave: procesos.definicion(clave) for clave in {f.proceso_id for f in filas.values()}}
    lugares = {folio: ", ".join(f.partes_de_su_lugar(elecciones[f.proceso_id])) for folio, f in filas.items()}
    return [
        _caso(
            cuenta,
            a,
            (filas.get(a.folio), lugares.get(a.folio, "")),
            datos.get((a.base, a.entrada), {}),
            zonas[a.proceso],
        )
        for a in avisos
    ]


def _caso(
    cuenta: Cuenta, aviso: Aviso, suya: tuple[Candidatura | None, str], datos: detalles.Datos, zona: str
) -> Caso:
    fila, lugar = suya
    return Caso(
        pk=aviso.pk,
        folio=aviso.folio,
        nombre=fila.nombre if fila else "",
        lugar=lugar,
        cuando=detalles.local(aviso.en, zona),
        renglones=tuple(detalles.renglones(aviso, fila, datos, zona)),
        direccion=detalles.direccion(aviso, cuenta.papel),
        leido=aviso.leido_en is not None,
    )


def _por_acto(cuenta: Cuenta, avisos: Iterable[Aviso]) -> dict[str, list[Aviso]]:
    """En el orden en que urgen."""
    juntos: dict[str, list[Aviso]] = defaultdict(list)
    for aviso in avisos:
        juntos[aviso.acto].append(aviso)
    orden = [acto.value for acto in de(cuenta.papel)]
    return {
        acto: juntos[acto]
        for acto in sorted(juntos, key=lambda a: orden.index(a) if a in orden else len(orden))
    }


def _datos(avisos: Iterable[Aviso]) -> dict[tuple[str, int], detalles.Datos]:
    por_base: dict[str, list[int]] = defaultdict(list)
    for aviso in avisos:
        por_base[aviso.base].append(aviso.entrada)
    return {
        (base, pk): datos
        for base, pks in por_base.items()
        for pk, datos in Entrada.objects.using(base).filter(pk__in=pks).values_list("pk", "datos")
    }
