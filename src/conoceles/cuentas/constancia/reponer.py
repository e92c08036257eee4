"""Devolver a una cuenta lo que otro cliente le cambió: solo lo que su sello confirma, así que nada ajeno se da por bueno."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import product

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.cuentas.constancia import memoria
from conoceles.cuentas.models import PARTES, Cuenta, Papel
from conoceles.cuentas.operaciones import exigir_administracion, exigir_motivo
from conoceles.integridad.hallazgo import Que
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import ErrorDeDominio

_PARTES = ("encargo", "nombre", "activa")
_SIN_CON_QUE = "No consta cómo estaba: repóngala del respaldo, o dela de baja y abra otra con otro correo."


def por_reponer(cuenta: Cuenta) -> list[str]:
    """De su encargo, su nombre y que esté abierta, lo que no es como un acto lo dejó; de la que perdió su baja, nada: se repite."""
    if memoria.sin_su_acto(cuenta.pk):
        return []
    cambiadas = _cambiadas(Cuenta.objects.get(pk=cuenta.pk))
    return [que for que in _PARTES if que in cambiadas]


def _cambiadas(fila: Cuenta) -> set[str]:
    return {h.parte for h in ajenas(Cuenta, de=[fila.pk], leidas=[fila]) if h.que is Que.CAMBIO}


@transaction.atomic
def reponer(*, cuenta: Cuenta, nombre: str, motivo: str, por: Alcance, ahora: datetime) -> None:
    """Lo que `por_reponer` dice vuelve a como un acto lo dejó. No asienta nada: lo repuesto ya constaba.

    `nombre`: el que tenía, letra por letra. `ErrorDeDominio` sin motivo, si nada cambió, si ese no era su nombre o si
    no consta cómo estaba; entonces nada cambia.
    """
    exigir_administracion(por, cuenta)
    dicho = exigir_motivo(motivo)
    fila = para_cambiar(Cuenta.objects.all()).get(pk=cuenta.pk)
    cambiadas = por_reponer(fila)
    if not cambiadas:
        raise ErrorDeDominio("De esta cuenta no hay nada que reponer.")
    for que in cambiadas:
        _reponer(fila, que, nombre.strip())
    fila.save(update_fields=[campo for que in cambiadas for campo in PARTES[que]])
    datos = {"cuenta": fila.pk, "motivo": dicho, "repuesto": cambiadas}
    registrar(using="default", por=por, acto=Acto.CUENTA_REPUESTA, ahora=ahora, datos=datos)


def _reponer(fila: Cuenta, que: str, nombre: str) -> None:
    """Deja en la fila lo que su sello confirma; `ErrorDeDominio` si nada lo hace."""
    probadas: dict[str, Iterable[dict[str, object]]] = {
        "encargo": _encargos(fila),
        "nombre": ({"nombre": nombre},),
        "activa": _ABIERTA_O_NO,
    }
    for campos in probadas[que]:
        for campo, valor in campos.items():
            setattr(fila, campo, valor)
        if que not in _cambiadas(fila):
            return
    if que == "nombre":
        raise ErrorDeDominio("Ese no es el nombre que tenía. Escríbalo letra por letra.", campo="nombre")
    raise ErrorDeDominio(_SIN_CON_QUE)


_ABIERTA_O_NO: tuple[dict[str, object], ...] = ({"is_active": True}, {"is_active": False})


def _encargos(fila: Cuenta) -> Iterator[dict[str, object]]:
    """Los que la bitácora cuenta de ella: cuál era lo dice el sello, no la entrada."""
    suyas = Entrada.objects.using("default").filter(
        acto__in=(Acto.CUENTA_CREADA, Acto.PERSONA_DESIGNADA), datos__cuenta=fila.pk
    )
    datos = list(suyas.order_by("id").values_list("datos", flat=True))
    ambitos = dict.fromkeys(d.get("ambito", "") for d in datos)
    contiendas = [[], *(d["contiendas"] for d in datos if d.get("contiendas"))]
    for papel, ambito, suyas_ in product(Papel.values, ambitos, contiendas):
        yield {"papel": papel, "ambito": ambito, "contiendas": suyas_}
