"""Lo que los actos asentaron de cada cuenta. Se recuerda en el proceso y se pone al día con lo que se agregó desde entonces.

La última entrada leída se busca otra vez, con su huella: si ya no está, la bitácora es otra y se lee entera.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.db import connection
from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.cuentas.cerradas import CIERRAN
from conoceles.cuentas.constancia.partes import Partes

ASIENTAN = frozenset(
    {
        Acto.CUENTA_CREADA, Acto.PERSONA_DESIGNADA, Acto.PERSONA_INVITADA,
        Acto.INVITACION_RETIRADA, Acto.CUENTA_DADA_DE_BAJA, Acto.ENLACE_EMITIDO, Acto.ACCESO_ACUSADO, Acto.CORREO_CAMBIADO,
        Acto.CONTRASENA_RECUPERADA, Acto.CONTRASENA_CAMBIADA, Acto.FACTOR_ACTIVADO, Acto.FACTOR_QUITADO,
        Acto.FACTOR_RESTABLECIDO, Acto.CODIGOS_ENTREGADOS, Acto.CODIGO_USADO,
    }
)  # fmt: skip
Cual = tuple[int, str]  # cuenta y parte
SE_CIERRAN = ("activa", "designacion ")
_CON_ASIENTO = Q(datos__has_key="accesos") | Q(acto=Acto.ACCESO_ACUSADO)
_candado = Lock()


@dataclass
class _Leido:
    """Hasta qué entrada, y lo que dice: cuenta → parte → sello, y cuenta → cuándo acusó recibo y cuándo se cerró."""

    id: int = 0
    huella: str = ""
    de_cada_una: dict[str, Partes] = field(default_factory=dict)
    acusados: dict[int, set[datetime]] = field(default_factory=dict)
    cierres: dict[Cual, datetime] = field(default_factory=dict)

    def sumar(self, entradas: Iterable[Entrada]) -> None:
        for entrada in filter(sellada, entradas):
            if entrada.acto == Acto.ACCESO_ACUSADO:
                self.acusados.setdefault(entrada.datos["cuenta"], set()).add(entrada.momento)
            self._asentar(entrada)

    def _asentar(self, entrada: Entrada) -> None:
        for pk, partes in entrada.datos.get("accesos", {}).items():
            quedan = self.de_cada_una.get(pk, {}) | partes
            self.de_cada_una[pk] = {que: sello for que, sello in quedan.items() if sello}
            if entrada.acto in CIERRAN:
                self.cierres |= {
                    (int(pk), que): entrada.momento for que in partes if que.startswith(SE_CIERRAN)
                }


_leido = _Leido()


def constan(cuenta: int) -> Partes:
    """De esa cuenta, cada parte con el sello que dejó el último acto que la escribió. Una consulta pequeña."""
    return _al_dia().de_cada_una.get(str(cuenta), {})


def todas() -> dict[str, Partes]:
    """Lo mismo de todas las cuentas."""
    return _al_dia().de_cada_una


def acusados() -> Mapping[int, Collection[datetime]]:
    """Cuenta → cuándo acusó recibo, según los actos: de ahí corren plazos, y la fila puede moverla otro cliente."""
    return _al_dia().acusados


def cierres() -> Mapping[Cual, datetime]:
    """Cuenta y parte → cuándo la cerró un acto por última vez, siga cerrada o no."""
    return _al_dia().cierres


def leido() -> object:
    """Lo mismo mientras la bitácora solo crezca; otra cosa si hubo que leerla de nuevo."""
    return _al_dia()


def _al_dia() -> _Leido:
    global _leido
    with _candado:
        nuevas = _desde(_leido.id) if _leido.id else []
        if not nuevas or nuevas[0][:2] != (_leido.id, _leido.huella):
            _leido = _desde_el_principio()
        elif len(nuevas) > 1:
            ids = [pk for pk, _, acto in nuevas[1:] if acto in ASIENTAN]
            if ids:
                _leido.sumar(Entrada.objects.using("default").filter(pk__in=ids).order_by("id"))
            _leido.id, _leido.huella, _ = nuevas[-1]
        return _leido


def _desde(numero: int) -> list[tuple[int, str, str]]:
    """Número, huella y acto de esa entrada y de las que siguen. Ya escrita: se pregunta varias veces en cada petición."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, huella, acto FROM bitacora_entrada WHERE id >= %s ORDER BY id", [numero])
        return list(cursor.fetchall())


def _desde_el_principio() -> _Leido:
    entradas = Entrada.objects.using("default").order_by("id")
    hasta = entradas.values_list("id", "huella").last()
    leido = _Leido(*(hasta or ()))
    leido.sumar(entradas.filter(_CON_ASIENTO, acto__in=ASIENTAN, id__lte=leido.id).iterator())
    return leido
