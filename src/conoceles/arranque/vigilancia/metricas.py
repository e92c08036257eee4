"""Las medidas en el formato de Prometheus, por un puerto que solo se abre en esta máquina."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, connections
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from conoceles.arranque import version
from conoceles.arranque.vigilancia.medidas import Medidas, contestan, medir
from conoceles.nucleo import reloj

Serie = tuple[str, str, str, dict[str, float]]  # nombre, qué es, etiqueta (o «»), valores por etiqueta


class Medidor(Collector):
    """Mide cada vez que se le pregunta; no guarda nada."""

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("conoceles", "Versión instalada", value={"version": version.version()})
        bases = contestan()
        yield _familia(
            (
                "conoceles_base_contesta",
                "1 si la base atiende",
                "base",
                {b: float(v) for b, v in bases.items()},
            )
        )
        try:
            if all(bases.values()):
                yield from map(_familia, series(medir(reloj.ahora())))
        except DatabaseError:  # dejó de contestar a la mitad: quien mira ve el hueco
            return
        finally:
            connections.close_all()


def series(m: Medidas) -> Iterator[Serie]:
    """Solo cuentas y tiempos: ningún nombre, folio ni correo."""
    yield _una("conoceles_obrero_latido_segundos", "Desde el último latido del obrero", _segundos(m.latido))
    yield _una("conoceles_calendario_frenos", "Frenos sin levantar", m.frenos)
    fallas = {f.tarea: 1.0 for f in m.fallas}
    yield "conoceles_tarea_sin_terminar", "1 si el obrero no logra terminar esa tarea", "tarea", fallas
    yield _una("conoceles_correo_en_cola", "Mensajes por salir", m.en_cola)
    yield _una(
        "conoceles_correo_en_cola_segundos", "Edad del más antiguo por salir", m.en_cola_desde.total_seconds()
    )
    yield _una("conoceles_correo_devueltos", "Mensajes de la semana que no llegaron", m.devueltos)
    yield from _de_elecciones(m)
    yield _una("conoceles_disco_libre_octetos", "Espacio libre en la carpeta de datos", m.libre)
    yield _una("conoceles_disco_octetos", "Espacio de ese disco", m.disco)
    yield _una("conoceles_respaldo_segundos", "Edad del último respaldo", _segundos(m.respaldo))
    yield _una("conoceles_llavero_segundos", "Edad de la última copia del llavero", _segundos(m.llavero))
    quedan = {nombre: queda.total_seconds() for nombre, queda in m.certificados.items()}
    yield "conoceles_certificado_segundos", "Lo que le queda a cada certificado", "nombre", quedan
    espejos = {e.nombre: e.hace.total_seconds() for e in m.espejos}
    que = "Desde que ese espejo no entrega lo publicado"
    yield "conoceles_espejo_atraso_segundos", que, "espejo", espejos
    sin_guardar = dict.fromkeys(m.sin_guardar, 1.0)
    que = "1 si PostgreSQL no logra guardar los diarios de esa base"
    yield "conoceles_base_sin_copia_continua", que, "base", sin_guardar
    que = "1 si de esa base no consta la copia de anoche"
    yield "conoceles_base_con_copia_vieja", que, "base", dict.fromkeys(m.sin_copiar, 1.0)
    yield _una("conoceles_comprobacion_errores", "Errores de la última comprobación", sum(m.errores.values()))
    yield _una("conoceles_comprobacion_avisos", "Avisos de la última comprobación", m.avisos)


def _de_elecciones(m: Medidas) -> Iterator[Serie]:
    """De cada elección, lo que falta por publicar."""
    sitios = {s.eleccion: s for s in m.sitios}
    atrasos = {c: s.atraso.tiempo.total_seconds() for c, s in sitios.items()}
    yield "conoceles_publicacion_atraso_segundos", "Del acto más antiguo sin publicar", "eleccion", atrasos
    pendientes = {c: float(s.atraso.pendientes) for c, s in sitios.items()}
    yield "conoceles_publicacion_pendientes", "Actos sin publicar", "eleccion", pendientes
    esperan = {c: float(len(s.sin_archivo)) for c, s in sitios.items()}
    que = "Candidaturas que esperan su fotografía"
    yield "conoceles_publicacion_sin_fotografia", que, "eleccion", esperan


def _segundos(tiempo: timedelta | None) -> float | None:
    return None if tiempo is None else tiempo.total_seconds()


def _una(nombre: str, que: str, valor: float | None) -> Serie:
    """Sin valor (nunca ha ocurrido), la serie no aparece: no es lo mismo que cero."""
    return nombre, que, "", {} if valor is None else {"": float(valor)}


def _familia(serie: Serie) -> Metric:
    nombre, que, etiqueta, valores = serie
    familia = GaugeMetricFamily(nombre, que, labels=[etiqueta] if etiqueta else [])
    for clave, valor in valores.items():
        familia.add_metric([clave] if etiqueta else [], valor)
    return familia


def atender(puerto: int, fin: threading.Event) -> None:
    """Hasta que `fin` se ponga. Solo en 127.0.0.1. `OSError` si el puerto está ocupado."""
    registro = CollectorRegistry(auto_describe=False)
    registro.register(Medidor())
    servidor, hilo = start_http_server(puerto, addr="127.0.0.1", registry=registro)
    fin.wait()
    servidor.shutdown()
    hilo.join()
