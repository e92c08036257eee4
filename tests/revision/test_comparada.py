"""De una corrección, quien revisa ve qué se pidió, qué cambió y qué no; lo que es una dirección se abre."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.actos.decisiones import Reparo, observar_secciones
from conoceles.expediente.consultas import tareas
from conoceles.expediente.rondas import abierta
from conoceles.proceso.preguntas.cuestionario import Campo
from conoceles.revision.consultas import _enlaces
from paginas import check, texto
from personas import CORA, LARGO, capturar, enviar, guardar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

PEDIDO = "Diga cuántos años dio clases, y quite el nombre del partido."


@pytest.fixture
def corregida(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """Se le observaron dos partes y corrigió una."""
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    reparos = [Reparo(clave, "incompleta", PEDIDO) for clave in ("historia", "trayectoria")]
    observar_secciones(candidatura=candidatura, reparos=reparos, por=CORA, ahora=ahora)
    candidatura.refresh_from_db()
    guardar(candidatura, "historia", {"historia": LARGO.replace("doce años", "trece años")}, ahora)
    enviar(candidatura, ahora)
    candidatura.refresh_from_db()
    return candidatura


def test_de_una_correccion_se_ve_que_palabras_cambiaron(cora: Client, corregida: Candidatura) -> None:
    pagina = cora.get(f"/revision/{corregida.folio}/").content
    arbol = check(pagina)
    senalado = {e: [texto(n) for n in arbol.iter() if n.tag.endswith(f"}}{e}")] for e in ("del", "ins")}
    assert senalado == {"del": ["(sale:) doce (fin)"], "ins": ["(entra:) trece (fin)"]}
    partes = {str(n.get("id")): texto(n) for n in arbol.iter() if str(n.get("id")).startswith("p-")}
    assert "Cambió" in partes["p-historia"]
    assert f"Se pidió: {PEDIDO}" in partes["p-historia"]
    assert "Se observó y no cambió" in partes["p-trayectoria"]
    assert "Cambió" not in partes["p-estudios"]


def test_a_quien_corrige_la_parte_corregida_deja_de_decirle_que_falta(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    reparos = [Reparo(clave, "incompleta", PEDIDO) for clave in ("historia", "trayectoria")]
    observar_secciones(candidatura=candidatura, reparos=reparos, por=CORA, ahora=ahora)
    candidatura.refresh_from_db()

    def estados() -> dict[str, str]:
        return {
            t.clave: t.estado for t in tareas(candidatura, abierta(candidatura, ahora), leido=True) if t.nota
        }

    assert estados() == {"historia": "observada", "trayectoria": "observada"}
    guardar(candidatura, "historia", {"historia": LARGO.replace("doce años", "trece años")}, ahora)
    assert estados() == {"historia": "completa", "trayectoria": "observada"}
    check(ana.get(f"/candidaturas/{candidatura.folio}/").content)


def test_en_el_primer_envio_nada_esta_cambiado(
    cora: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    pagina = cora.get(f"/revision/{candidatura.folio}/").content.decode()
    assert "Cambió" not in pagina
    assert "<del>" not in pagina


def test_las_direcciones_se_abren_aparte_y_sin_decir_de_donde(
    cora: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    dichos = {
        "redes": ["https://redes.ejemplo.mx/eva"],
        "correos": ["eva@ejemplo.mx"],
        "telefonos": ["618 555 0101"],
    }
    capturar(candidatura, ahora)
    guardar(candidatura, "contacto", dichos, ahora)
    enviar(candidatura, ahora)
    anclas = {
        n.get("href"): n
        for n in check(cora.get(f"/revision/{candidatura.folio}/").content).iter()
        if n.get("href")
    }
    assert anclas["https://redes.ejemplo.mx/eva"].get("rel") == "nofollow noopener noreferrer"
    assert {"mailto:eva@ejemplo.mx", "tel:6185550101"} <= anclas.keys()


def test_lo_que_no_es_una_direccion_web_no_se_enlaza() -> None:
    campo = Campo(clave="redes", etiqueta="Redes", tipo="enlaces")
    assert _enlaces(campo, ["javascript:alert(1)", "https://a.mx"]) == (
        ("javascript:alert(1)", ""),
        ("https://a.mx", "https://a.mx"),
    )
