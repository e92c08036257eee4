"""Lo que un cliente llano hace con el candado del borrador y con lo que pide un ajuste de identidad."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.arranque.comprobar.cadenas import permisos_de_publicar
from conoceles.expediente.actos.operaciones import guardar_identidad
from conoceles.expediente.ajuste import ajustes, solicitudes
from conoceles.expediente.reparacion import reparar
from conoceles.identidad.documentos import ultimo
from conoceles.identidad.models import Candado, DocumentoIdentidad, PedidoDeAjuste
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from personas import DINA, SISTEMA, de_partido, firmar, identidad_completa, leer_aviso
from publicacion.por_fuera import cambiar, otro_final, sin_candados
from vidas import llevar, pedir_ajuste

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("datos")]


def _guardar(c: Candidatura, ahora: datetime) -> None:
    guardar_identidad(
        candidatura=c, respuestas=identidad_completa(), version=0, por=de_partido(c), ahora=ahora
    )


def test_quitarlo_o_abrirlo_tras_enviar_no_deja_cambiar_lo_enviado(
    candidatura: Candidatura, ahora: datetime
) -> None:
    """Lo que cierra lo enviado es la ronda, que lleva sello; el candado solo respalda, y la reparación lo vuelve a echar."""
    llevar(candidatura, "enviada", ahora)
    antes = ultimo(candidatura.clave_identidad)
    for quitar in (lambda: cambiar(Candado, {}, cerrado=False), lambda: Candado.objects.all().delete()):
        quitar()
        with pytest.raises(ErrorDeDominio, match="ya se envió"):
            _guardar(candidatura, ahora)
        assert reparar(por=SISTEMA, ahora=ahora + timedelta(hours=1)).cerradas == 1
        assert Candado.objects.get().cerrado
    assert ultimo(candidatura.clave_identidad) == antes
    assert DocumentoIdentidad.objects.count() == 1


def test_echarlo_a_quien_captura_se_repara_solo_y_no_la_deja_omisa(
    candidatura: Candidatura, ahora: datetime
) -> None:
    llevar(candidatura, "habilitada", ahora)
    Candado.objects.create(clave=candidatura.clave_identidad, cerrado=True, en=ahora + timedelta(days=900))
    leer_aviso(candidatura, ahora)
    with pytest.raises(ErrorDeDominio, match="ya se enviaron"):
        _guardar(candidatura, ahora)
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(hours=1)).sueltas == 1
    assert reparar(por=SISTEMA, ahora=ahora + timedelta(hours=1)).sueltas == 0
    _guardar(candidatura, ahora)


@pytest.fixture
def con_ajuste(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """Publicada, con un ajuste de identidad por resolver."""
    llevar(candidatura, "publicada", ahora)
    firmar(candidatura, ahora)
    pedir_ajuste(candidatura, ahora, debe_decir={}, de_identidad={"p1": "no", "p2": "no"})
    assert [*permisos_de_publicar()] == []
    return candidatura


@pytest.mark.parametrize("que", ["quitar", "mover", "reescribir", "fechar"])
def test_alterar_lo_que_pide_un_ajuste_no_cambia_nada_y_se_nombra(
    con_ajuste: Candidatura, ahora: datetime, que: str
) -> None:
    """Va cifrado con la llave de ella y atado a su solicitud: no se puede pedir otra cosa en su lugar, solo estorbar."""
    antes = ultimo(con_ajuste.clave_identidad)
    sin_candados(PedidoDeAjuste._meta.db_table, "identidad")
    fila = PedidoDeAjuste.objects.get()
    suya: Any = PedidoDeAjuste.objects.filter(pk=fila.pk)
    if que == "quitar":
        suya._raw_delete("identidad")
    elif que == "mover":
        suya.update(clave="0" * 32)
    elif que == "reescribir":
        suya.update(cifrado=otro_final(bytes(fila.cifrado)))
    else:
        suya.update(en=ahora - timedelta(days=9))
    with pytest.raises((Conflicto, ErrorDeDominio)):
        ajustes.aplicar(candidatura=con_ajuste, por=DINA, ahora=ahora)
    assert ultimo(con_ajuste.clave_identidad) == antes
    dichas = [h.frase for h in permisos_de_publicar()]
    if que == "reescribir":  # lo cifrado no lleva sello: se autentica al abrirlo, y no se abre
        with pytest.raises(ErrorDeDominio, match="no se puede leer"):
            solicitudes.identidad_pedida(con_ajuste, por=DINA, ahora=ahora)
        return
    assert any(con_ajuste.folio in frase for frase in dichas), dichas
