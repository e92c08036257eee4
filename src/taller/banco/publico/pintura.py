"""Cuánto tarda en verse lo principal de una página en un teléfono barato con mala señal (LCP), y cuánto baja."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from taller.banco.siembra.eleccion import CLAVE
from taller.navegador import chromium

VECES = 5
PROCESADOR = 4  # veces más lento
TELEFONO: Any = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True}
# «Slow 4G» de las herramientas de Chromium: 562.5 ms por petición y 1.44 Mb/s de bajada.
RED = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1000 / 8,
    "uploadThroughput": 675 * 1000 / 8,
}
OBSERVAR = """window.pintada = 0;
new PerformanceObserver(lista => { for (const e of lista.getEntries()) window.pintada = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});"""
# La letra se pide al acomodar la página: si eso tarda, la red ya estuvo ociosa y no se contaba.
CON_LETRA = (
    "document.fonts.ready.then(() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r))))"
)


def medir(puerto: int, actual: Path) -> dict[str, dict[str, float]]:
    """De cada página, medianas de cinco visitas sin nada guardado: `ms` hasta ver lo principal y `kb` que bajaron.

    Los kilobytes son miles de octetos, con sus encabezados.
    """
    with chromium() as navegador:
        return {
            nombre: _medianas(
                [_visita(navegador, f"http://127.0.0.1:{puerto}/{CLAVE}/{ruta}") for _ in range(VECES)]
            )
            for nombre, ruta in _paginas(actual).items()
        }


def _paginas(actual: Path) -> dict[str, str]:
    """La portada, una boleta y un perfil con fotografía."""
    boleta = min(actual.glob("contiendas/*/index.html"))
    perfil = min(
        p for p in actual.glob("candidaturas/*/index.html") if "<picture" in p.read_text(encoding="utf-8")
    )
    return {
        "portada": "",
        "boleta": f"{boleta.parent.relative_to(actual)}/",
        "perfil": f"{perfil.parent.relative_to(actual)}/",
    }


def _medianas(visitas: list[tuple[float, float]]) -> dict[str, float]:
    tiempos, pesos = zip(*visitas, strict=True)
    return {"ms": median(tiempos), "kb": median(pesos)}


def _visita(navegador: Browser, direccion: str) -> tuple[float, float]:
    contexto = navegador.new_context(**TELEFONO)
    try:
        pagina = contexto.new_page()
        protocolo: Any = contexto.new_cdp_session(pagina)
        protocolo.send("Network.enable")
        protocolo.send("Network.emulateNetworkConditions", RED)
        protocolo.send("Emulation.setCPUThrottlingRate", {"rate": PROCESADOR})
        bajados: list[float] = []
        protocolo.on("Network.loadingFinished", lambda hecho: bajados.append(hecho["encodedDataLength"]))
        pagina.add_init_script(OBSERVAR)
        pagina.goto(direccion, wait_until="networkidle")
        pagina.evaluate(CON_LETRA)
        return float(pagina.evaluate("window.pintada")), sum(bajados) / 1000
    finally:
        contexto.close()
