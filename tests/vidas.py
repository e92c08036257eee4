"""Una candidatura en cualquier estado de la tabla, por los actos que de verdad llevan a él."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.definicion import Acuerdo
from personas import CORA, DINA, LARGO, SISTEMA, capturar, de_partido, enviar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.models import Ajuste, Cierre

CALENDARIO = Alcance.sistema("calendario")
ACUERDO = {"acuerdo": "IEPC/CG75/2024", "fecha_acuerdo": date(2024, 4, 20)}
CAMINO = ("registrada", "habilitada", "en_captura", "enviada", "en_revision", "validada", "publicada")
OTRO_TEXTO = LARGO.replace("maestra", "enfermera").replace("multigrado", "rurales")
DE_CIERRE = Acuerdo("IEPC/CG99/2024", date(2024, 9, 30), "Consejo General")
CIERRE = datetime.fromisoformat("2024-10-01T00:00:00-06:00")
TRAS_JORNADA = datetime.fromisoformat("2024-06-03T00:00:00-06:00")


def llevar(candidatura: Candidatura, estado: str, ahora: datetime) -> None:
    """Recorre los actos que llevan a ese estado."""
    from conoceles.expediente.actos import decisiones

    if estado == "omisa":
        _avanzar(candidatura, "habilitada", ahora)
        _vencer(ahora)
    elif estado == "observada":
        _avanzar(candidatura, "en_revision", ahora)
        decisiones.observar(
            candidatura=candidatura, seccion="historia", motivo="incompleta",
            texto="Indique los años de cada empleo.", por=CORA, ahora=ahora,
        )  # fmt: skip
    elif estado == "ajustada":
        _avanzar(candidatura, "publicada", ahora)
        ajustar(candidatura, ahora)
    elif estado in ("sustituida", "cancelada", "renuncia", "bloqueada", "suprimida"):
        _avanzar(candidatura, "publicada", ahora)
        _concluir(candidatura, estado, ahora)
    elif estado == "cerrada":
        _avanzar(candidatura, "publicada", ahora)
        cerrar(candidatura.proceso_id)
    else:
        _avanzar(candidatura, estado, ahora)


def _avanzar(candidatura: Candidatura, hasta: str, ahora: datetime) -> None:
    """Recorre el camino recto hasta ese estado."""
    from conoceles.expediente.actos import decisiones, operaciones

    pasos: dict[str, Callable[[], object]] = {
        "habilitada": lambda: operaciones.habilitar(candidatura=candidatura, por=SISTEMA, ahora=ahora),
        "en_captura": lambda: capturar(candidatura, ahora),
        "enviada": lambda: enviar(candidatura, ahora),
        "en_revision": lambda: decisiones.tomar(candidatura=candidatura, por=CORA, ahora=ahora),
        "validada": lambda: decisiones.validar(candidatura=candidatura, por=CORA, ahora=ahora),
        "publicada": lambda: operaciones.marcar_publicadas([candidatura.folio], por=SISTEMA, ahora=ahora),
    }
    for estado in CAMINO[1 : CAMINO.index(hasta) + 1]:
        pasos[estado]()
        candidatura.refresh_from_db()


def cerrar(proceso: str, en: datetime = CIERRE) -> Cierre:
    """El acto con que Dina cierra la elección, en su día."""
    from conoceles.expediente.calendario import cierre

    return cierre.cerrar(proceso=proceso, acuerdo=DE_CIERRE, por=DINA, ahora=en)


def reabrir(proceso: str, en: datetime = CIERRE) -> Cierre:
    from conoceles.expediente.calendario import cierre

    return cierre.reabrir(proceso=proceso, acuerdo=DE_CIERRE, por=DINA, ahora=en)


def _vencer(ahora: datetime) -> None:
    from conoceles.expediente.calendario.plazos import vencer_capturas

    assert vencer_capturas(por=CALENDARIO, ahora=ahora + timedelta(days=16)) == 1


def ajustar(candidatura: Candidatura, ahora: datetime) -> None:
    from conoceles.expediente.ajuste import ajustes

    pedir_ajuste(candidatura, ahora)
    ajustes.aplicar(candidatura=candidatura, por=DINA, ahora=ahora)


def pedir_ajuste(candidatura: Candidatura, ahora: datetime, **mas: Any) -> Ajuste:
    """Lo que pide Ana: otra historia, si no se dice otra cosa."""
    from conoceles.expediente.ajuste import ajustes

    datos: dict[str, Any] = {"debe_decir": {"historia": OTRO_TEXTO}, "por": de_partido(candidatura)} | mas
    return ajustes.pedir(candidatura=candidatura, ahora=ahora, **datos)


def sustituir(candidatura: Candidatura, ahora: datetime, **acuerdo: Any) -> Candidatura:
    from conoceles.candidaturas.sustitutas import DatosDePersona
    from conoceles.expediente.actos import conclusiones

    entra = DatosDePersona(nombres="Rosa", primer_apellido="Quiñones", sexo="mujer")
    fijado = ACUERDO | acuerdo
    return conclusiones.sustituir(candidatura=candidatura, entra=entra, por=DINA, ahora=ahora, **fijado)


def concluir(candidatura: Candidatura, verbo: str, ahora: datetime) -> None:
    """`verbo`: «cancelar» o «renunciar»."""
    from conoceles.bitacora.actos import Acto
    from conoceles.expediente.actos import conclusiones

    acto = {"cancelar": Acto.CANCELADA, "renunciar": Acto.RENUNCIA_REGISTRADA}[verbo]
    conclusiones.concluir(candidatura=candidatura, acto=acto, por=DINA, ahora=ahora, **ACUERDO)


def _concluir(candidatura: Candidatura, estado: str, ahora: datetime) -> None:
    from conoceles.expediente.calendario.conservacion import bloquear_concluidas, suprimir_vencidas

    if estado == "sustituida":
        sustituir(candidatura, ahora)
        return
    concluir(candidatura, "renunciar" if estado == "renuncia" else "cancelar", ahora)
    if estado in ("bloqueada", "suprimida"):
        bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA)
    if estado == "suprimida":
        assert suprimir_vencidas(por=CALENDARIO, ahora=ahora + timedelta(days=91)) == 1
