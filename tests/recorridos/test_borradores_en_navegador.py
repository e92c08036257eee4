"""Nada de lo escrito se pierde: se cierra la sesión, se apaga el teléfono o se escribe en dos ventanas.

Y la fotografía se encuadra sin tocar el ratón.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from curricular.imagenes import GPS, ORIENTACION, jpeg, lisa
from personas import LARGO
from recorridos.navegador import Casa, Ventana, abrir
from recorridos.test_jornada import CONTRASENA, _tabular_a, aceptar_aviso, entrar, escribir_codigo

pytestmark = pytest.mark.navegador
GUARDADO = "Borrador guardado a las"


def en_seccion(ventana: Ventana, sistema: Casa, quien: str, seccion: str = "historia") -> str:
    """Ana, con el aviso aceptado, frente a esa sección; devuelve la dirección de la candidatura."""
    entrar(ventana, sistema, "ana@prueba.mx")
    raiz = f"{sistema.captura}/candidaturas/{sistema.folios[quien]}/"
    ventana.ir(raiz)
    if ventana.pagina.get_by_role("link", name="Leer los avisos de privacidad").count():
        aceptar_aviso(ventana)
    ventana.ir(f"{raiz}{seccion}/")
    return raiz


def test_lo_escrito_se_guarda_solo_y_sobrevive_a_un_telefono_apagado(
    sistema: Casa, chromium: Browser
) -> None:
    contexto = chromium.new_context()
    ana = abrir(contexto)
    en_seccion(ana, sistema, "telefono")
    ana.pagina.locator("textarea").fill(LARGO)
    expect(ana.pagina.locator("[data-estado]")).to_contain_text(GUARDADO)
    contexto.close()  # se apagó: nadie pulsó nada

    otra = abrir(chromium.new_context())
    en_seccion(otra, sistema, "telefono")
    assert otra.pagina.locator("textarea").input_value() == LARGO
    otra.comprobar()


def test_sesion_perdida_devuelve_lo_escrito_en_su_lugar(sistema: Casa, chromium: Browser) -> None:
    """La sesión termina a media frase; Ana entra otra vez y sigue donde estaba, con su texto."""
    contexto = chromium.new_context()
    ana = abrir(contexto)
    raiz = en_seccion(ana, sistema, "sesion")
    contexto.clear_cookies(name="sessionid")
    ana.pagina.locator("textarea").fill(LARGO)
    expect(ana.pagina.locator("[data-estado]")).to_contain_text("Su sesión terminó")
    ana.pulsar("Guardar y continuar")
    assert "Su sesión terminó" in ana.texto()
    assert LARGO in ana.pagina.locator("textarea").input_value()

    ana.pulsar("Entrar y volver", "link")
    ana.pagina.get_by_label("Correo electrónico").fill("ana@prueba.mx")
    ana.pagina.get_by_label("Contraseña").fill(CONTRASENA)
    ana.pulsar("Entrar")
    escribir_codigo(ana, sistema, "ana@prueba.mx")
    assert ana.pagina.url == f"{raiz}historia/"
    assert ana.pagina.locator("textarea").input_value() == LARGO
    expect(ana.pagina.locator("[data-estado]")).to_contain_text(GUARDADO)
    ana.pulsar("Guardar y continuar")
    assert ana.pagina.url == f"{raiz}trayectoria/"
    ana.comprobar()


def test_dos_ventanas_ponen_las_dos_versiones_lado_a_lado(sistema: Casa, chromium: Browser) -> None:
    """La segunda no pisa a la primera: ve las dos, toma la que quiere, la retoca y guarda."""
    contexto = chromium.new_context()
    una, otra = abrir(contexto), abrir(contexto)
    raiz = en_seccion(una, sistema, "ventanas")
    otra.ir(f"{raiz}historia/")
    primera, segunda = LARGO, LARGO.replace("maestra", "enfermera")
    una.pagina.locator("textarea").fill(primera)
    una.pulsar("Guardar y continuar")

    otra.pagina.locator("textarea").fill(segunda)
    expect(otra.pagina.locator("[data-estado]")).to_contain_text("Otra ventana guardó cambios")
    otra.pulsar("Guardar y continuar")
    assert "No se perdió nada" in otra.texto()
    assert otra.pagina.locator("textarea").input_value() == segunda
    assert otra.pagina.locator("#historia-guardado").inner_text() == primera

    otra.pagina.locator("[data-usar=historia]").click()
    area = otra.pagina.locator("textarea")
    assert area.input_value() == primera
    area.fill(primera + " También fui enfermera.")
    otra.pulsar("Guardar y continuar")
    assert otra.pagina.url == f"{raiz}trayectoria/", otra.texto()[-400:]
    otra.ir(f"{raiz}historia/")
    assert area.input_value().endswith("También fui enfermera.")
    otra.comprobar()


def test_la_fotografia_se_encuadra_solo_con_el_teclado(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    """Con las flechas y el + se lleva el marco a la mitad derecha, que es azul; lo publicado es azul."""
    archivo = tmp_path / "mitades.jpg"
    archivo.write_bytes(_mitades())
    ana = abrir(chromium.new_context())
    raiz = en_seccion(ana, sistema, "recorte", "fotografia")
    assert not ana.pagina.locator("canvas").is_visible()
    _tabular_a(ana, "input[type=file]")
    ana.pagina.locator("input[type=file]").set_input_files(
        archivo
    )  # el selector del sistema no es de la página
    expect(ana.pagina.locator("canvas")).to_be_visible()
    ana.pagina.locator("#fecha_toma").press_sequentially("04012024")
    _tabular_a(ana, "canvas")
    for tecla in ("+",) * 8 + ("ArrowRight",) * 60:
        ana.pagina.keyboard.press(tecla)
    assert "Acercamiento: 1.80" in ana.texto()
    ana.mirar()
    ana.pagina.screenshot(path=str(tmp_path / "recortador.png"), full_page=True)
    _tabular_a(ana, "button[value=guardar]")
    with ana.pagina.expect_navigation():
        ana.pagina.keyboard.press("Enter")
    assert "Así se verá en el sitio" in ana.texto(), ana.texto()
    guardada = ana.pagina.request.get(f"{raiz}fotografia/imagen").body()
    with Image.open(io.BytesIO(guardada)) as imagen:
        assert (imagen.format, imagen.size) == ("JPEG", (720, 900))
        for lugar in ((20, 450), (360, 450), (700, 450)):
            rojo, _, azul = imagen.getpixel(lugar)  # type: ignore[misc]
            assert azul > 150 > rojo, f"quedó rojo en {lugar}"
    ana.comprobar()


def test_la_fotografia_que_pesa_de_mas_viaja_recortada_y_reducida(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    """Tres megas y acostada, como sale de un teléfono: llega bajo el límite, derecha y sin el lugar; el día, sí."""
    archivo = tmp_path / "telefono.jpg"
    archivo.write_bytes(_de_telefono())
    assert archivo.stat().st_size > 3_000_000
    ana = abrir(chromium.new_context())
    raiz = en_seccion(ana, sistema, "sesion", "fotografia")
    ana.pagina.locator("input[type=file]").set_input_files(archivo)
    expect(ana.pagina.locator("canvas")).to_be_visible()
    ana.pagina.locator("form").evaluate(_PESAR)
    ana.pulsar("Guardar y ver cómo queda")  # sin la fecha no viaja, ni se pierde lo elegido
    assert ana.pagina.evaluate("document.activeElement.id") == "fecha_toma"
    assert ana.pagina.evaluate("sessionStorage.pesa") is None
    ana.pagina.locator("#fecha_toma").fill("2024-04-01")
    with ana.pagina.expect_navigation():
        ana.pulsar("Guardar y ver cómo queda")
    assert "Así se verá en el sitio" in ana.texto(), ana.texto()
    assert 100_000 < int(ana.pagina.evaluate("sessionStorage.pesa")) < 700_000
    guardada = ana.pagina.request.get(f"{raiz}fotografia/imagen").body()
    with Image.open(io.BytesIO(guardada)) as imagen:
        assert imagen.getexif().get_ifd(GPS) == {}
        arriba, abajo = imagen.getpixel((360, 40)), imagen.getpixel((360, 860))
        assert arriba[2] > arriba[0], "quedó acostada"  # type: ignore[index]
        assert abajo[0] > abajo[2], "quedó acostada"  # type: ignore[index]
    assert "Según el archivo, fue el 2024-03-30" in _con_otra_fecha(ana, archivo)
    ana.comprobar()


def test_la_fotografia_de_otro_formato_viaja_ya_en_jpg(
    sistema: Casa, chromium: Browser, tmp_path: Path
) -> None:
    """Como la HEIC de un teléfono en el navegador que sabe abrirla: al servidor llega un JPG."""
    archivo = tmp_path / "otra.webp"
    Image.new("RGB", (900, 1200), (20, 200, 20)).save(archivo, "WEBP")
    ana = abrir(chromium.new_context())
    raiz = en_seccion(ana, sistema, "recorte", "fotografia")
    ana.pagina.locator("input[type=file]").set_input_files(archivo)
    expect(ana.pagina.locator("canvas")).to_be_visible()
    ana.pagina.locator("#fecha_toma").fill("2024-04-01")
    with ana.pagina.expect_navigation():
        ana.pagina.get_by_role("button", name="Guardar y ver cómo queda").click()
    expect(ana.pagina.get_by_text("Así se verá en el sitio")).to_be_visible()
    with Image.open(io.BytesIO(ana.pagina.request.get(f"{raiz}fotografia/imagen").body())) as imagen:
        rojo, verde, _ = imagen.getpixel((360, 450))  # type: ignore[misc]
        assert verde > 150 > rojo


_PESAR = "f => f.addEventListener('formdata', e => { sessionStorage.pesa = e.formData.get('archivo').size; })"


# Un teléfono lento: lo elegido tarda en abrirse más que la persona en pulsar.
_DESPACIO = """() => {
    const abrir = window.createImageBitmap;
    let dejar;
    const todavia = new Promise((listo) => { dejar = listo; });
    window.createImageBitmap = async (archivo) => { await todavia; return abrir(archivo); };
    document.addEventListener("submit", () => setTimeout(dejar), true);
}"""


def _con_otra_fecha(ana: Ventana, archivo: Path) -> str:
    """Aunque guarde antes de que se abra, y dos veces, viaja reducida, y con el día que escribió la cámara.

    El servidor lo dice si falta la fecha.
    """
    ana.pagina.evaluate(_DESPACIO)
    ana.pagina.locator("input[type=file]").set_input_files(archivo)
    ana.pagina.locator("#fecha_toma").evaluate(
        "e => e.form.addEventListener('submit', () => e.removeAttribute('name'))"
    )
    ana.pagina.locator("#fecha_toma").fill("2024-04-01")
    with ana.pagina.expect_navigation():
        ana.pagina.get_by_role("button", name="Guardar y ver cómo queda").dblclick()
    return ana.texto()


def _de_telefono() -> bytes:
    """Ruido que no se comprime, azul arriba y rojo abajo, guardado de lado con su orientación, día y lugar."""
    ruido = Image.effect_noise((1800, 2400), 90).convert("L")
    azul, rojo = (Image.new("RGB", (1800, 1200), c) for c in ((20, 20, 220), (220, 20, 20)))
    derecha = Image.new("RGB", (1800, 2400))
    derecha.paste(azul, (0, 0))
    derecha.paste(rojo, (0, 1200))
    derecha = Image.blend(derecha, Image.merge("RGB", (ruido, ruido, ruido)), 0.4)
    exif = Image.Exif()
    exif[ORIENTACION] = 6  # hay que girarla un cuarto a la derecha para verla
    exif.get_ifd(0x8769)[36867] = "2024:03:30 12:00:00"
    exif.get_ifd(GPS)[1] = "N"
    return jpeg(derecha.transpose(Image.Transpose.ROTATE_90), quality=97, exif=exif.tobytes())


def _mitades() -> bytes:
    """Apaisada: la mitad izquierda roja, la derecha azul."""
    imagen = lisa(tamano=(2000, 1000), color=(20, 20, 220))
    imagen.paste((220, 20, 20), (0, 0, 1000, 1000))
    return jpeg(imagen)
