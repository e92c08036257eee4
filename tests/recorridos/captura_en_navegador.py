"""Lo que hace en el navegador quien captura: lee los avisos, sube la fotografía y contesta los dos cuestionarios."""

from __future__ import annotations

import re
from pathlib import Path

from curricular.imagenes import jpeg
from personas import LARGO
from recorridos.navegador import Ventana


def aceptar_aviso(ventana: Ventana) -> None:
    ventana.pulsar("Leer los avisos de privacidad", "link")
    ventana.pagina.get_by_role("checkbox").check()
    ventana.pulsar("Continuar")
    ventana.ir(raiz(ventana))


def raiz(ventana: Ventana) -> str:
    """La lista de tareas de la candidatura que se está capturando."""
    hallada = re.match(r".*/candidaturas/[^/]+/", ventana.pagina.url)
    assert hallada, ventana.pagina.url
    return hallada[0]


def subir_fotografia(ventana: Ventana, carpeta: Path) -> None:
    retrato = carpeta / "retrato.jpg"
    retrato.write_bytes(jpeg())
    ventana.pulsar("Fotografía", "link")
    ventana.pagina.get_by_label("Elegir la fotografía").set_input_files(retrato)
    ventana.pagina.get_by_label("¿Qué día se tomó?").fill("2024-04-01")
    ventana.pulsar("Guardar y ver cómo queda")
    assert "Así se verá en el sitio" in ventana.texto()
    ventana.pulsar("Volver a la lista", "link")


def capturar_curriculum(ventana: Ventana) -> None:
    """Estudios, historia y trayectoria: lo obligatorio."""
    ventana.ir(raiz(ventana) + "estudios/")
    _elegir(ventana, "grado", "sin_estudios")
    for seccion in ("historia", "trayectoria"):
        ventana.pulsar("Guardar y continuar")
        assert ventana.pagina.url.endswith(f"/{seccion}/"), ventana.texto()[-600:]
        ventana.pagina.locator("textarea").first.fill(LARGO)
    ventana.pulsar("Guardar y continuar")
    assert not ventana.pagina.url.endswith("/trayectoria/"), ventana.texto()[-600:]
    ventana.ir(raiz(ventana))


def contestar_identidad(ventana: Ventana) -> None:
    """Las preguntas en una página y, después, los tres consentimientos, sin permiso de publicar."""
    ventana.pulsar("Cuestionario de identidad y consentimiento", "link")
    while re.search("/(identidad|consentimiento)/", ventana.pagina.url):
        antes = ventana.pagina.url
        consiente = antes.endswith("/consentimiento/")
        for clave in _preguntas(ventana):
            _elegir(ventana, clave, *(("si",) if consiente and "publicacion" not in clave else ("no", "pnc")))
        ventana.pulsar("Guardar y continuar")
        assert ventana.pagina.url != antes, ventana.texto()[-600:]
    ventana.ir(raiz(ventana))


def _preguntas(ventana: Ventana) -> list[str]:
    """Las que se ven ahora: contestar una puede esconder otras."""
    visibles = ventana.pagina.locator(
        "form.formulario input[type=radio]:visible, form.formulario input[type=checkbox]:visible, "
        "form.formulario select:visible"
    )
    return list(dict.fromkeys(str(e.get_attribute("name")) for e in visibles.all()))


def _elegir(ventana: Ventana, clave: str, *preferidas: str) -> None:
    """La primera opción que exista; si la pregunta se escondió, nada."""
    lista = ventana.pagina.locator(f"select[name={clave}]")
    if lista.count():
        valores = [str(o.get_attribute("value")) for o in lista.locator("option").all()]
        lista.select_option(next(v for v in preferidas if v in valores))
        return
    for valor in preferidas:
        opcion = ventana.pagina.locator(f"#{clave}-{valor}")
        if opcion.count() and opcion.is_visible():
            opcion.check()
            return
