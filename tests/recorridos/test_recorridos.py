"""Los recorridos que la ley prevé, en un navegador: quién captura, qué se corrige, qué se retira y cuándo.

Es viernes 26 de abril de 2024 por la tarde. Ana captura por el PT; Cora revisa; Dina administra; Eva mira el sitio.
En los dos motores, los que llegan más lejos: de la captura a lo publicado, y lo que se retira después.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from curricular.imagenes import jpeg
from personas import LARGO
from recorridos.navegador import Casa, Ventana, abrir, hasta, leido
from recorridos.test_jornada import aceptar_aviso, capturar_curriculum, contestar_identidad, entrar
from segundo_factor import codigo_totp
from vidas import OTRO_TEXTO

pytestmark = [pytest.mark.navegador, pytest.mark.simulacro]  # en cada cambio, `test_jornada`
SIEMBRA, AHORA = "recorridos.sembrar_recorridos", "2024-04-26T16:00:00-06:00"
SEGUNDOS = 30.0  # para que lo hecho en privado se vea en público


def test_en_coalicion_captura_quien_sigla_y_corrige_lo_que_se_observa(
    sistema: Casa, chromium: Browser
) -> None:
    # El PRI, que sigla ese distrito, captura y envía; el PT, que no es de la coalición, no la encuentra.
    pri, ana = abrir(chromium.new_context()), abrir(chromium.new_context())
    entrar(ana, sistema, "ana@prueba.mx")
    assert _estado_de(ana, sistema, "coalicion") == 404
    entrar(pri, sistema, "pri@prueba.mx")
    _capturar_y_enviar(pri, sistema, "coalicion")

    # Cora observa la historia con su motivo; lo demás sigue su camino.
    cora = _institucional(chromium, sistema, "cora")
    cora.ir(f"{sistema.captura}/revision/{sistema.folios['coalicion']}/")
    cora.pagina.locator("input[name=secciones][value=historia]").check()
    cora.pagina.locator("#motivo_historia").select_option("incompleta")
    cora.pagina.locator("#texto_historia").fill("Indique en qué años trabajó en cada lugar.")
    cora.pulsar("Observar lo marcado")
    cora.ir(f"{sistema.captura}/revision/{sistema.folios['coalicion']}/")
    assert "Con observaciones" in cora.texto()

    # El PRI ve qué se le pide, corrige solo eso y lo envía: es otro acuse.
    pri.ir(_raiz(sistema, "coalicion"))
    assert "Indique en qué años" in pri.texto()
    pri.ir(_raiz(sistema, "coalicion") + "historia/")
    pri.pagina.locator("textarea").fill(OTRO_TEXTO)
    pri.pulsar("Guardar y continuar")
    _enviar(pri, sistema, "coalicion")
    assert f"{sistema.folios['coalicion'].upper()}-02-" in pri.texto()

    # Cora valida y Eva la lee corregida.
    cora.ir(f"{sistema.captura}/revision/{sistema.folios['coalicion']}/")
    assert cora.pagina.locator("#p-historia .antes-despues ins").count()  # se ve qué cambió
    cora.decidir("validar")
    eva = abrir(chromium.new_context())
    _lee(eva, sistema, "coalicion", OTRO_TEXTO[:60])
    for ventana in (pri, cora, eva):
        ventana.comprobar()


def test_en_candidatura_comun_captura_el_partido_de_origen(sistema: Casa, chromium: Browser) -> None:
    origen = {"PT": "ana", "MORENA": "morena"}[sistema.folios["_comun"]]
    otro = {"ana": "morena", "morena": "ana"}[origen]
    responde, ajeno = abrir(chromium.new_context()), abrir(chromium.new_context())
    entrar(responde, sistema, f"{origen}@prueba.mx")
    entrar(ajeno, sistema, f"{otro}@prueba.mx")
    assert "Bruno Orozco Solís" not in ajeno.texto()
    assert _estado_de(ajeno, sistema, "comun") == 404
    _capturar_y_enviar(responde, sistema, "comun")
    assert sistema.folios["comun"].upper() in responde.texto()
    responde.comprobar()


def test_la_formula_independiente_captura_a_sus_dos_personas_y_a_nadie_mas(
    sistema: Casa, chromium: Browser
) -> None:
    inigo = abrir(chromium.new_context())
    entrar(inigo, sistema, "inigo@prueba.mx")
    assert "2 candidaturas a su cargo" in inigo.texto()
    assert _estado_de(inigo, sistema, "comun") == 404
    for quien in ("independiente", "suplencia"):
        _capturar_y_enviar(inigo, sistema, quien)
        assert sistema.folios[quien].upper() in inigo.texto()
    inigo.ir(sistema.captura + "/")
    assert inigo.texto().count("Enviada") >= 2
    inigo.comprobar()


def test_ajuste_pedido_en_viernes_se_resuelve_el_lunes(sistema: Casa, chromium: Browser) -> None:
    # Ana pide el ajuste el viernes por la tarde: el fin de semana no cuenta.
    ana, eva = abrir(chromium.new_context()), abrir(chromium.new_context())
    _lee(eva, sistema, "ajuste", LARGO[:60])
    entrar(ana, sistema, "ana@prueba.mx")
    ana.ir(_raiz(sistema, "ajuste") + "ajuste/")
    ana.pagina.locator("details:has(#historia) > summary").click()
    ana.pagina.locator("#historia").fill(OTRO_TEXTO)
    ana.pulsar("Ver qué se pedirá")
    ana.pagina.locator("#confirmo").check()
    ana.pulsar("Pedir el ajuste")
    assert "lunes 29 de abril de 2024" in ana.texto()
    assert "Por resolver" in ana.texto()

    # No hay una segunda vez: la pantalla ya no la ofrece y dice por qué.
    ana.ir(_raiz(sistema, "ajuste") + "ajuste/")
    assert "por única ocasión" in ana.texto()
    assert not ana.pagina.get_by_role("button", name="Ver qué se pedirá").count()

    # Dina ve el reloj en su cola, compara lo que dice con lo que debe decir, y lo aplica.
    dina = _institucional(chromium, sistema, "dina")
    dina.ir(f"{sistema.captura}/revision/ajustes/")
    assert "Elvira Salas Solís" in dina.texto()
    dina.ir(f"{sistema.captura}/revision/{sistema.folios['ajuste']}/ajuste/")
    assert "lunes 29 de abril de 2024" in dina.texto()
    dina.pulsar("Aplicar el ajuste")
    assert "Aplicado" in dina.texto()
    _lee(eva, sistema, "ajuste", OTRO_TEXTO[:60])
    for ventana in (ana, dina, eva):
        ventana.comprobar()


def test_sustitucion_despues_de_publicar(sistema: Casa, chromium: Browser) -> None:
    # Dina registra el acuerdo; el perfil de quien sale se retira y deja una nota sin datos suyos.
    eva = abrir(chromium.new_context())
    _lee(eva, sistema, "sale", LARGO[:60])
    dina = _institucional(chromium, sistema, "dina")
    dina.ir(f"{sistema.captura}/revision/{sistema.folios['sale']}/actos/")
    dina.pagina.locator("details:has(#sustituir-nombres) > summary").click()
    for campo, valor in {
        "nombres": "Ximena", "primer_apellido": "Marrufo", "segundo_apellido": "Luna", "fecha_nacimiento": "1985-02-03",
        "acuerdo": "IEPC/CG80/2024", "fecha_acuerdo": "2024-04-25",
    }.items():  # fmt: skip
        dina.pagina.locator(f"#sustituir-{campo}").fill(valor)
    dina.pagina.locator("#sustituir-sexo").select_option("mujer")
    dina.pagina.locator("form:has(#sustituir-nombres) button[type=submit]").click()
    dina.pagina.wait_for_load_state("load")
    dina.mirar()
    assert "Qué pasará" in dina.texto(), dina.texto()
    dina.pagina.locator("#confirmo").fill(sistema.folios["sale"])
    dina.pulsar("Sustituir")
    assert "Acuse" in dina.texto(), dina.texto()
    assert "Sustituida" in dina.texto(), dina.texto()
    _lee(eva, sistema, "sale", "fue sustituida")
    assert "Fermín" not in eva.texto()

    # Ana encuentra a quien entró, con su propio plazo, y puede empezar.
    ana = abrir(chromium.new_context())
    entrar(ana, sistema, "ana@prueba.mx")
    ana.pulsar("Ximena Marrufo Luna", "link")
    aceptar_aviso(ana)
    assert "Sin empezar" in ana.texto()
    for ventana in (dina, eva, ana):
        ventana.comprobar()


def test_revocacion_retira_las_respuestas_en_segundos(sistema: Casa, chromium: Browser) -> None:
    eva, ana = abrir(chromium.new_context()), abrir(chromium.new_context())
    _lee(eva, sistema, "revoca", "Pueblo de Prueba")
    entrar(ana, sistema, "ana@prueba.mx")
    ana.ir(_raiz(sistema, "revoca") + "revocar/")
    ana.pagina.locator("#confirmo").check()
    ana.pulsar("Retirar el permiso")
    assert "Permiso retirado" in ana.texto()
    _lee(eva, sistema, "revoca", "Pueblo de Prueba", ya=False)
    assert LARGO[:60] in eva.texto(), "lo curricular no cambia"
    ana.comprobar()
    eva.comprobar()


def test_hoja_de_calculo_llena_borradores_y_no_envia_nada(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    # Ana lee los avisos, descarga la hoja, la llena para dos personas y la carga con sus fotografías.
    ana = abrir(chromium.new_context(accept_downloads=True))
    entrar(ana, sistema, "ana@prueba.mx")
    folios = [sistema.folios[q] for q in ("hoja_1", "hoja_2")]
    for folio in folios:
        ana.ir(f"{sistema.captura}/candidaturas/{folio}/")
        aceptar_aviso(ana)
    ana.ir(sistema.captura + "/herramientas/")
    with ana.pagina.expect_download() as descarga:
        ana.pagina.get_by_role("link", name="Descargar la hoja de cálculo").click()
    hoja, fotos = tmp_path / "hoja.xlsx", tmp_path / "fotos.zip"
    hoja.write_bytes(_llenar(Path(descarga.value.path()).read_bytes(), folios))
    with zipfile.ZipFile(fotos, "w") as paquete:
        paquete.writestr(f"{folios[0]}.jpg", jpeg())
    ana.pagina.locator("#hoja").set_input_files(hoja)
    ana.pagina.locator("#fotos").set_input_files(fotos)
    ana.pulsar("Cargar en borradores")

    # El informe dice qué se guardó; en cada candidatura está lo escrito, sin enviar.
    assert "no se envió nada" in ana.texto()
    assert ana.texto().count("Guardado:") == 2, ana.texto()
    for folio in folios:
        ana.ir(f"{sistema.captura}/candidaturas/{folio}/historia/")
        assert ana.pagina.locator("textarea").input_value() == LARGO
        assert ana.pagina.request.get(f"{sistema.captura}/candidaturas/{folio}/acuse/").status == 404
    ana.comprobar()


def _llenar(hoja: bytes, folios: list[str]) -> bytes:
    libro = load_workbook(io.BytesIO(hoja))
    pagina = libro["CANDIDATURAS"]
    columnas = {celda.value: celda.column for celda in pagina[2]}
    for renglon in range(3, pagina.max_row + 1):
        if pagina.cell(renglon, columnas["folio"]).value in folios:
            pagina.cell(renglon, columnas["historia"], LARGO)
            pagina.cell(renglon, columnas["fotografia_fecha"], "2024-04-01")
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _raiz(sistema: Casa, quien: str) -> str:
    return f"{sistema.captura}/candidaturas/{sistema.folios[quien]}/"


def _estado_de(ventana: Ventana, sistema: Casa, quien: str) -> int:
    return int(ventana.pagina.request.get(_raiz(sistema, quien)).status)


def _capturar_y_enviar(ventana: Ventana, sistema: Casa, quien: str) -> None:
    ventana.ir(_raiz(sistema, quien))
    aceptar_aviso(ventana)
    capturar_curriculum(ventana)
    contestar_identidad(ventana)
    _enviar(ventana, sistema, quien)


def _enviar(ventana: Ventana, sistema: Casa, quien: str) -> None:
    ventana.ir(_raiz(sistema, quien) + "verificar/")
    ventana.pagina.get_by_role("checkbox").check()
    ventana.pulsar("Enviar")
    assert "/acuse/" in ventana.pagina.url, ventana.texto()[-600:]


_SESIONES: dict[str, Any] = {}


def _institucional(chromium: Browser, sistema: Casa, quien: str) -> Ventana:
    """Entra con su segundo factor una sola vez: el mismo código no sirve dos veces."""
    contexto = chromium.new_context(storage_state=_SESIONES.get(quien))
    ventana = abrir(contexto)
    if quien not in _SESIONES:
        entrar(ventana, sistema, f"{quien}@prueba.mx")
        ventana.pagina.get_by_label("Código").fill(codigo_totp())
        ventana.pulsar("Continuar")
        _SESIONES[quien] = contexto.storage_state()
    return ventana


def _lee(eva: Ventana, sistema: Casa, quien: str, texto: str, *, ya: bool = True) -> None:
    """Eva, en su perfil, en cuanto se publica; con `ya=False`, en cuanto deja de leerse."""
    perfil = f"{sistema.sitio}candidaturas/{sistema.folios[quien]}/"
    hasta(lambda: (texto in leido(perfil)) == ya, SEGUNDOS)
    eva.pagina.goto(perfil)
    eva.pagina.reload()  # lo que su navegador ya había bajado vale quince segundos
    assert (texto in eva.texto()) == ya
