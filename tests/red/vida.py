"""Una vida escrita: lo que una elección hace con lo suyo después de publicarse, por las operaciones de siempre."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from conoceles.nucleo import reloj
from personas import DINA, de_partido, publicables
from recorridos.carpetas import de_principio_a_fin
from vidas import CALENDARIO, ajustar, concluir, llevar, sustituir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

PLAZOS = timedelta(days=150)  # de los actos a que pasen la jornada y la conservación de quien renunció


def publicar(clave: str, ahora: datetime) -> None:
    """Como el obrero: la elección, con sus datos al día, y la portada de la instalación."""
    from conoceles.publicacion import publicador

    with reloj.congelado(ahora):
        publicador.publicar(clave, ahora=ahora, cortes=True)
        publicador.publicar_raiz(ahora)


def en_curso(clave: str, ahora: datetime) -> None:
    """Una envía y se publica, a otra la observan, otra se ajusta y otra retira su permiso; se corta y se publica.

    Al día siguiente a una la sustituyen y otra renuncia. Cumplidos los plazos se suprime, se corta y se publica.
    """
    despues, al_final = ahora + timedelta(days=1), ahora + PLAZOS
    envia, observada = propietarias(clave, "habilitada")[:2]
    permite, *_ = [f for f in propietarias(clave, "publicada") if publicables(f)]
    ajustada, sale, renuncia, *_ = [f for f in propietarias(clave, "publicada") if f.folio != permite.folio]
    with reloj.congelado(ahora):
        de_principio_a_fin(envia, ahora)
        llevar(observada, "observada", ahora)
        ajustar(ajustada, ahora)
        _revocar(permite, ahora)
    publicar(clave, ahora)
    with reloj.congelado(despues):
        sustituir(sale, despues, fecha_acuerdo=ahora.date())
        concluir(renuncia, "renunciar", despues)
    with reloj.congelado(al_final):
        _suprimir(al_final)
    publicar(clave, al_final)


def de_archivo(clave: str, ahora: datetime) -> None:
    """De una elección concluida: se oculta una sección, una se cancela, otra renuncia y de otra se destruyen sus datos.

    Nadie envía, ajusta ni sustituye: no capturó en el sistema, y la jornada pasó.
    """
    from conoceles.expediente.actos import ordenes
    from conoceles.identidad import operaciones as identidad

    oculta, suprime, *_ = propietarias(clave, "publicada")
    cancela, renuncia, *_ = propietarias(clave, "omisa")
    with reloj.congelado(ahora):
        ordenes.ocultar_seccion(
            candidatura=oculta, seccion="trayectoria", expediente="TEED-JDC-1/2024", fecha=ahora.date(),
            por=DINA, ahora=ahora,
        )  # fmt: skip
        concluir(cancela, "cancelar", ahora)
    publicar(clave, ahora)
    with reloj.congelado(ahora):
        concluir(renuncia, "renunciar", ahora)
        identidad.suprimir(candidatura=suprime, por=DINA, ahora=ahora)
    publicar(clave, ahora + PLAZOS)


def propietarias(clave: str, estado: str) -> list[Candidatura]:
    """Las que postula un partido y están en ese estado, sin ajuste pedido, por su folio."""
    from conoceles.candidaturas.models import Candidatura

    suyas = Candidatura.objects.filter(proceso=clave, estado=estado, calidad="propietaria", ajuste=None)
    return list(suyas.filter(formula__responde__isnull=False).order_by("folio").con_todo())


def _revocar(fila: Candidatura, ahora: datetime) -> None:
    from conoceles.identidad.permisos import consentimiento

    consentimiento.revocar(candidatura=fila, por=de_partido(fila), ahora=ahora)
    assert not publicables(fila)


def _suprimir(ahora: datetime) -> None:
    from conoceles.expediente.calendario import conservacion

    assert conservacion.bloquear_concluidas(por=CALENDARIO, ahora=ahora)
    assert conservacion.suprimir_vencidas(por=CALENDARIO, ahora=ahora)
