"""Lo que hace en el navegador quien captura: lee los avisos, sube la fotografía y contesta los dos cuestionarios."""

from __future__ import annotations

from pathlib import Path

from curricular.imagenes import jpeg
from personas import LARGO
from recorridos.navegador import Ventana


def aceptar_aviso(ventana: Ventana) -> None:
    ventana.pulsar("Leer los avisos de privacidad", "link")
    ventana.pagina.get_by_role("checkbox").check()
    ventana.pulsar("Continuar")


def subir_fotografia(ventana: Ventana, carpeta: Path) -> None:
    retrato = carpeta / "retrato.jpg"
    retrato.write_bytes(jpeg())
    ventana.pulsar("Fotografía", "link")
    ventana.pagina.get_by_label("Elegir la fotografía").set_input_files(retrato)
    ventana.pagina.get_by_label("¿Qué día se tomó?").fill("2024-04-01")
    ventana.pulsar("Guardar fotografía")
    assert "Así se verá en el sitio" in ventana.texto()
    ventana.pulsar("Volver a la lista", "link")


def capturar_curriculum(ventana: Ventana) -> None:
    """Estudios, historia y trayectoria: lo obligatorio."""
    raiz = ventana.pagina.url
    ventana.ir(raiz + "estudios/")
    _elegir(ventana, "grado", "sin_estudios")
    ventana.pulsar("Guardar y continuar")
    for seccion in ("historia", "trayectoria"):
        ventana.ir(f"{raiz}{seccion}/")
        ventana.pagina.locator("textarea").first.fill(LARGO)
        ventana.pulsar("Guardar y continuar")
        assert ventana.pagina.url == raiz, ventana.texto()[-600:]


def contestar_identidad(ventana: Ventana) -> None:
    """Cada tema lleva al siguiente; al final, los tres consentimientos, sin permiso de publicar."""
    raiz = ventana.pagina.url
    ventana.pulsar("Cuestionario de identidad y consentimiento", "link")
    ventana.pagina.locator(".lista-tareas a").first.click()
    ventana.pagina.wait_for_load_state("load")
    while ventana.pagina.url != raiz:
        antes = ventana.pagina.url
        consiente = antes.endswith("/consentimiento/")
        for clave in _preguntas(ventana):
            _elegir(ventana, clave, *(("si",) if consiente and "publicacion" not in clave else ("no", "pnc")))
        ventana.pulsar("Guardar y continuar")
        assert ventana.pagina.url != antes, ventana.texto()[-600:]


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
