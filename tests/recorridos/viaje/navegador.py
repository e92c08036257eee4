"""Ana en su navegador, con guiones: la primera captura de todas se hace como la hará casi todo el mundo."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from recorridos.captura_en_navegador import (
    aceptar_aviso,
    capturar_curriculum,
    contestar_identidad,
    subir_fotografia,
)
from recorridos.navegador import Ventana, abrir
from recorridos.viaje.persona import CONTRASENA, Persona


def capturar(chromium: Browser, quien: Persona, nombre: str, carpeta: Path) -> str:
    """Entra, captura todo lo de esa persona, lo verifica y lo envía; devuelve lo que dice el acuse."""
    ventana = abrir(chromium.new_context())
    ventana.mirar = lambda: None  # type: ignore[method-assign]  # que sea accesible se prueba en la jornada
    ventana.ir(quien.raiz + "/")
    ventana.pagina.get_by_label("Correo electrónico").fill(quien.correo)
    ventana.pagina.get_by_label("Contraseña").fill(CONTRASENA)
    ventana.pulsar("Entrar")
    ventana.pagina.get_by_label("Código").fill(quien.codigo())
    ventana.pulsar("Continuar")
    ventana.pulsar(nombre, "link")
    aceptar_aviso(ventana)
    subir_fotografia(ventana, carpeta)
    capturar_curriculum(ventana)
    contestar_identidad(ventana)
    return _enviar(ventana)


def _enviar(ventana: Ventana) -> str:
    ventana.pulsar("Verificar y enviar", "link")
    ventana.pagina.get_by_role("checkbox").check()
    ventana.pulsar("Enviar")
    assert "/acuse/" in ventana.pagina.url
    ventana.comprobar()
    return ventana.texto()
