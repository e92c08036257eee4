"""La copia del llavero: vuelve lo perdido, caduca sola y nunca revive una llave destruida."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

import constan
from conoceles.arranque.comprobar.llaves import de_personas
from conoceles.arranque.respaldos import respaldo_llaves
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.expediente.calendario.conservacion import repetir_supresiones
from conoceles.identidad.borradores import reabrir
from conoceles.identidad.consultas import destruidas
from conoceles.identidad.disparadores import DISPARADORES
from conoceles.identidad.llaves import copia_de_llaves, llavero, retiros
from conoceles.identidad.llaves.cifrado import DocumentoIlegible, cifrar
from conoceles.identidad.models import Llave, Retiro
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.nucleo import disparadores, secretos
from conoceles.nucleo.errores import ErrorDeDominio
from personas import DINA, SISTEMA, capturar, de_ella, enviar
from vidas import concluir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


@pytest.fixture
def dos(registrar: Callable[..., Candidatura], ahora: datetime) -> tuple[Candidatura, Candidatura]:
    """Eva y otra persona, con sus respuestas selladas."""
    eva, otra = registrar("aaaa1111"), registrar("bbbb1111", "ROSA QUIÑONES")
    for candidatura in (eva, otra):
        capturar(candidatura, ahora)
        enviar(candidatura, ahora)
    return eva, otra


def _perder_el_almacen() -> None:
    """Como si el disco de las llaves se hubiera perdido y la preparación lo hiciera de nuevo, vacío."""
    disparadores.retirar("llaves")
    Llave.objects.all().delete()
    Retiro.objects.all().delete()
    disparadores.instalar("llaves", DISPARADORES)


def _acunar(*candidaturas: Candidatura, ahora: datetime) -> None:
    """Otra llave a cada una, como la que estrenaba quien abría antes de reponer."""
    maestra = secretos.leer("maestra")
    for clave in (c.clave_identidad for c in candidaturas):
        otra = cifrar(maestra, b"o" * 32, llavero.contexto_de(clave))
        Llave.objects.create(clave=clave, envuelta=otra, creada_en=ahora)


def _se_lee(candidatura: Candidatura) -> bool:
    return not destruidas([candidatura.clave_identidad])


def _suprimir(candidatura: Candidatura, ahora: datetime) -> None:
    from conoceles.expediente.calendario.conservacion import suprimir

    concluir(candidatura, "cancelar", ahora)
    suprimir(candidatura=candidatura, motivo="cancelada", bloqueada_en=ahora, por=DINA, ahora=ahora)


def test_ida_y_vuelta(dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime) -> None:
    hecho = respaldo_llaves.copiar(tmp_path, ahora=ahora)
    assert hecho["llaves"] == 2
    _perder_el_almacen()
    assert not any(map(_se_lee, dos))
    resultado = respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert (resultado["repuestas"], resultado["ajenas"], resultado["ok"]) == (2, 0, True)
    assert all(map(_se_lee, dos))


def test_la_copia_no_lleva_la_maestra_ni_la_lee_otra_persona(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    archivo = Path(respaldo_llaves.copiar(tmp_path, ahora=ahora)["archivo"])
    assert secretos.leer("maestra").hex() not in archivo.read_text()
    assert archivo.stat().st_mode & 0o777 == 0o600


def test_llave_destruida_despues_de_la_copia_no_vuelve(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    """Aunque la copia la traiga y el almacén se haya perdido: lo dicen la bitácora de B y el certificado."""
    eva, otra = dos
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    _suprimir(eva, ahora)
    _perder_el_almacen()
    resultado = respaldo_llaves.restaurar(tmp_path, ahora=ahora + timedelta(hours=1))
    assert (resultado["repuestas"], resultado["destruidas"]) == (1, 1)
    assert (_se_lee(eva), _se_lee(otra)) == (False, True)


def test_destruir_alcanza_a_las_copias_ya_hechas(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    """Y entonces no vuelve ni con todo lo demás restaurado de antes, sin rastro de la supresión."""
    eva, otra = dos
    archivo = Path(respaldo_llaves.copiar(tmp_path, ahora=ahora)["archivo"])
    envuelta = json.loads(archivo.read_text())["llaves"][str(eva.clave_identidad)]
    _suprimir(eva, ahora)
    respaldo_llaves.depurar(tmp_path, ahora=ahora)
    assert envuelta not in archivo.read_text()
    assert list(json.loads(archivo.read_text())["llaves"]) == [str(otra.clave_identidad)]
    _perder_el_almacen()
    respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert (_se_lee(eva), _se_lee(otra)) == (False, True)


def test_la_copia_caduca_y_se_borra(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    despues = ahora + timedelta(days=7)
    with pytest.raises(ErrorDeDominio, match="copia vigente"):
        respaldo_llaves.restaurar(tmp_path, ahora=despues)
    assert respaldo_llaves.copiar(tmp_path, ahora=despues)["borradas"] == 1
    assert len(list(tmp_path.glob("llaves-*"))) == 1


def test_reponer_no_cambia_una_llave_que_abre_lo_suyo(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    antes = copia_de_llaves.vivas()
    resultado = respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert (resultado["repuestas"], resultado["reemplazadas"], resultado["presentes"]) == (0, 0, 2)
    assert copia_de_llaves.vivas() == antes


@pytest.mark.postgres
def test_perdido_el_llavero_no_se_acuna_otra_llave_a_quien_tiene_respuestas(
    dos: tuple[Candidatura, Candidatura], ahora: datetime
) -> None:
    """Ni por lo sellado, ni por lo que se lleva escrito: con otra puesta, reponer la suya parecería de más."""
    eva, otra = (c.clave_identidad for c in dos)
    reabrir(candidatura=dos[1], por=DINA, ahora=ahora)
    nueva = uuid4()
    _perder_el_almacen()
    llavero.asegurar([eva, otra, nueva], ahora)
    assert llavero.vivas_de([eva, otra, nueva]) == {nueva}
    with pytest.raises(DocumentoIlegible, match="no existe o fue destruida"):
        llavero.obtener_o_crear(eva, ahora)


@pytest.mark.postgres
def test_la_llave_que_no_abre_lo_suyo_se_cambia_por_la_de_la_copia(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    """Se abrió antes de reponer y se les acuñó otra: la de hoy está, abre con la maestra y no abre nada suyo."""
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    _perder_el_almacen()
    _acunar(*dos, ahora=ahora)
    assert [h.codigo for h in de_personas()] == ["LLAVE_CAMBIADA"] * 2
    resultado = respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert (resultado["repuestas"], resultado["reemplazadas"], resultado["ok"]) == (0, 2, True)
    assert [*de_personas()] == []


def test_si_ninguna_llave_abre_lo_suyo_se_nombra_y_no_esta_bien(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    """La copia se hizo con la llave ya cambiada, y a la otra no la trae."""
    eva, otra = dos
    _perder_el_almacen()
    _acunar(eva, ahora=ahora)
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    resultado = respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert (resultado["ok"], resultado["no_abren"]) == (False, sorted([eva.folio, otra.folio]))
    assert f"{eva.folio}: sus respuestas no se pueden leer" in "".join(respaldo_llaves.frases(resultado))


def test_con_otra_maestra_no_repone_nada_y_lo_dice(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    _perder_el_almacen()
    leer = secretos.leer
    monkeypatch.setattr(secretos, "leer", lambda cual: b"x" * 32 if cual == "maestra" else leer(cual))
    resultado = respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert (resultado["repuestas"], resultado["ajenas"], resultado["ok"]) == (0, 2, False)
    assert resultado["no_abren"] == sorted(c.folio for c in dos)


@pytest.mark.parametrize("texto", ["{", "[]", '{"caduca": "2024-05-01T00:00:00-06:00"}'])
def test_copia_danada_se_nombra(base: None, tmp_path: Path, ahora: datetime, texto: str) -> None:
    (tmp_path / "llaves-1.json").write_text(texto)
    with pytest.raises(ErrorDeDominio, match=r"llaves-1\.json"):
        respaldo_llaves.restaurar(tmp_path, ahora=ahora)


def test_restaurar_un_respaldo_viejo_repite_la_supresion(
    dos: tuple[Candidatura, Candidatura], ahora: datetime
) -> None:
    """El respaldo de A es anterior: trae el grupo y el correo; la llave sigue destruida."""
    from conoceles.identidad.operaciones import suprimir

    eva, otra = dos
    for candidatura in dos:
        candidatura.acciones_afirmativas = ["jovenes"]
        candidatura.save(update_fields=["acciones_afirmativas"])
        constan.alta(candidatura)
    concluir(eva, "cancelar", ahora)
    suprimir(candidatura=eva, por=DINA, ahora=ahora)
    assert repetir_supresiones(por=SISTEMA, ahora=ahora) == 1
    for candidatura in dos:
        candidatura.refresh_from_db()
    assert (eva.acciones_afirmativas, otra.acciones_afirmativas) == ([], ["jovenes"])


def test_la_copia_lleva_lo_retirado_y_reponerla_lo_recuerda(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime
) -> None:
    """Después de la copia Eva se cancela y a otra le ocultan su historia; depurar la pone al día, y vuelve a saberse."""

    def memoria() -> tuple[object, ...]:
        return retiros.conclusiones(), retiros.ordenes(), retiros.revocaciones()

    eva, otra = dos
    respaldo_llaves.copiar(tmp_path, ahora=ahora)
    concluir(eva, "cancelar", ahora)
    orden = {"seccion": "historia", "expediente": "TE-JDC-7/2024", "fecha": ahora.date()}
    ocultar_seccion(candidatura=otra, por=DINA, ahora=ahora, **orden)
    revocar(candidatura=otra, estadistica=True, por=de_ella(otra), ahora=ahora)
    respaldo_llaves.depurar(tmp_path, ahora=ahora)
    antes = memoria()
    _perder_el_almacen()
    assert memoria() == ([], [], {})
    respaldo_llaves.restaurar(tmp_path, ahora=ahora)
    assert memoria() == antes
    assert all(antes)


@pytest.mark.postgres
def test_el_obrero_depura_las_copias(
    dos: tuple[Candidatura, Candidatura], tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    archivo = Path(respaldo_llaves.copiar(tmp_path, ahora=ahora)["archivo"])
    _suprimir(dos[0], ahora)
    monkeypatch.setenv("CONOCELES_RESPALDO_LLAVES", str(tmp_path))
    Obrero(lambda *_, **__: {}).vuelta(ahora)
    assert str(dos[0].clave_identidad) not in json.loads(archivo.read_text())["llaves"]
