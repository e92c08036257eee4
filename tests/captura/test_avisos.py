"""Los avisos de privacidad se leen enteros antes del primer campo y se aceptan por versión."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.bitacora.consultas import de_folio
from conoceles.nucleo.canonico import huella
from conoceles.proceso.avisos import Acuerdo, Aviso
from paginas import check, revocar, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

RAIZ = "/candidaturas/aaaa1111/"


def otra_version(proceso: Proceso, cual: int, **cambios: Any) -> None:
    """La definición con ese aviso cambiado, como si se cargara la carpeta otra vez."""
    proceso.definicion["avisos"][cual] |= cambios
    proceso.huella = huella(proceso.definicion)
    proceso.save()


def test_los_dos_avisos_se_leen_enteros_con_su_version_y_su_acto(
    ana: Client, candidatura: Candidatura, proceso: Proceso
) -> None:
    pagina = ana.get(RAIZ + "aviso/")
    leido = texto(check(pagina.content))
    for aviso in proceso.definicion["avisos"]:
        assert aviso["titulo"] in leido
        assert f"Versión {aviso['version']}. Pendiente de aprobación por el Comité de Transparencia." in leido
    assert b"<details" not in pagina.content
    assert "Cómo negarse y ejercer sus derechos" in leido
    assert "10. Cambios a este aviso" in leido
    assert b"<td>" in pagina.content  # las tablas del integral se leen como tablas


def test_el_acto_del_comite_se_dice_con_numero_y_fecha() -> None:
    acuerdo = Acuerdo("CT/05/2024", date(2024, 3, 12), "el Comité de Transparencia")
    aviso = Aviso("integral", "Aviso", "1", "texto", acuerdo)
    assert aviso.acto == "Aprobado por el Comité de Transparencia: CT/05/2024, 12 de marzo de 2024."


@pytest.mark.parametrize("cual", [0, 1])
def test_una_version_nueva_se_pide_antes_de_volver_a_escribir(
    ana: Client, con_aviso: str, proceso: Proceso, cual: int
) -> None:
    """Basta que cambie uno de los dos."""
    assert ana.get(con_aviso + "historia/").status_code == 200
    otra_version(proceso, cual, version="dos")
    for ruta in ("historia/", "identidad/"):
        assert ana.get(con_aviso + ruta)["Location"] == con_aviso + "aviso/"
    assert ana.post(con_aviso + "historia/", {"historia": "x"})["Location"] == con_aviso + "aviso/"
    pagina = ana.get(con_aviso + "aviso/")
    assert "Los avisos cambiaron" in texto(check(pagina.content))
    assert ana.post(con_aviso + "aviso/", {"leido": "si", "version": "borrador-4"}).status_code == 422
    version = pagina.context["version"]
    assert ana.post(con_aviso + "aviso/", {"leido": "si", "version": version}).status_code == 302
    assert ana.get(con_aviso + "historia/").status_code == 200


def test_lo_enviado_se_puede_leer_y_revocar_sin_leer_antes_un_aviso_nuevo(
    ana: Client, enviada: str, proceso: Proceso
) -> None:
    otra_version(proceso, 1, version="dos")
    assert ana.get(enviada + "acuse/").status_code == 200
    assert revocar(ana).status_code == 302
    assert ana.post(enviada + "consentimiento/contestar/")["Location"] == enviada + "aviso/"


def test_la_constancia_de_lectura_lleva_la_huella_de_cada_texto(
    con_aviso: str, candidatura: Candidatura, proceso: Proceso
) -> None:
    import hashlib

    (entrada,) = de_folio("default", candidatura.folio).filter(acto="aviso_leido")
    for aviso in proceso.definicion["avisos"]:
        assert entrada.datos["huellas"][aviso["clave"]] == hashlib.sha256(aviso["texto"].encode()).hexdigest()
