"""El reloj de la máquina y lo que se hace a sus horas: los respaldos."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from conoceles.arranque import dependencias
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import elecciones
from conoceles.arranque.comprobar.hallazgo import Hallazgo, asentado, aviso, dato, error
from conoceles.arranque.respaldos import constancia
from conoceles.arranque.respaldos.segundo_lugar import sin_clave
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

TOLERANCIA = timedelta(minutes=5)
RESPALDO = timedelta(hours=36)  # el de cada noche, con holgura
ENSAYO = timedelta(days=40)  # el de cada mes, con holgura
RESPALDE = "systemctl start conoceles-respaldo; sin systemd, ./conoceles resguardo hacer CARPETA"
SELLE = "Repita operacion/instalar. Si nginx está en otra máquina: el mismo secreto en los dos (CONOCELES_FRENTE), y las dos en hora."
AUDITORIA = timedelta(days=35)  # la de cada mes, con holgura (SECURITY.md)
AUDITORIA_EN_CAPTURA = timedelta(days=9)  # la de cada semana


def reloj_contra_bitacora(alias: str) -> Iterator[Hallazgo]:
    """Nada consta en un momento que todavía no llega, salvo lo que ya constaba cuando alguien comprobó la hora y reanudó."""
    from conoceles.bitacora.models import Entrada
    from conoceles.pulso.consultas import dado_por_bueno

    que_no_llega = Entrada.objects.using(alias).filter(momento__gt=reloj.ahora() + TOLERANCIA)
    hasta, quien = dado_por_bueno(alias)
    if ultima := que_no_llega.filter(id__gt=hasta).order_by("-momento").first():
        yield error(
            "RELOJ_ATRASADO",
            f"El último acto de «{ALIAS[alias]}» consta el {ultima.momento:%Y-%m-%d %H:%M} UTC, que todavía no llega.",
            "Ponga en hora la máquina antes de que alguien actúe. Si ya lo está, quien administra comprueba la hora y reanuda el calendario "
            "en «Hoy › Reloj del sistema»: lo que se asentó con la hora mal queda dicho ahí.",
        )
    elif cuantas := que_no_llega.count():
        yield asentado(
            "RELOJ_ATRASADO",
            f"En «{ALIAS[alias]}», {cuantas} de los actos se asentaron con la hora mal: lo dijo {quien} al reanudar el calendario.",
        )


def sincronia() -> Iterator[Hallazgo]:
    """Si el sistema dice que su hora viene de un servidor de tiempo."""
    orden = shutil.which("timedatectl")
    dicho = ""
    if orden:
        hecho = subprocess.run(
            [orden, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True, text=True, check=False, timeout=10,
        )  # fmt: skip
        dicho = hecho.stdout.strip()
    if dicho == "no":
        yield aviso(
            "RELOJ_SIN_SINCRONIA",
            "La hora de la máquina no viene de un servidor de tiempo.",
            "timedatectl set-ntp true",
        )
    elif dicho != "yes":
        yield dato("RELOJ_SIN_SABER", "No se pudo saber si la hora viene de un servidor de tiempo.")


def llegada() -> Iterator[Hallazgo]:
    """Si el servidor del frente sella la hora de llegada: lo dice lo último que hizo una persona."""
    from conoceles.bitacora.models import RECIBIDO, Entrada

    ultima = Entrada.objects.using("default").filter(actor__startswith="cuenta:").order_by("-id").first()
    if ultima is None or RECIBIDO in ultima.datos:
        return
    frase = (
        f"Lo último que hizo alguien, el {ultima.momento:%Y-%m-%d %H:%M} UTC, no lleva la hora en que llegó al servidor "
        "del frente: rige la del programa, y quien espera en la cola puede pasarse del plazo."
    )
    if carpetas().modo == "produccion":
        yield aviso("SIN_HORA_DE_LLEGADA", frase, SELLE)
    else:
        yield dato("SIN_HORA_DE_LLEGADA", frase)


def latido() -> Iterator[Hallazgo]:
    """El obrero está en marcha, termina sus tareas y lo que el calendario manda no está detenido."""
    from conoceles.pulso.consultas import fallas, frase, frenos, ultimo_latido

    pulso = ultimo_latido()
    if pulso is None:
        yield aviso(
            "OBRERO_SIN_ARRANCAR", "El obrero nunca ha estado en marcha.", "systemctl start conoceles-obrero"
        )
    elif not pulso.vivo:
        yield error(
            "OBRERO_DETENIDO",
            f"El obrero no da señales desde el {pulso.pared:%Y-%m-%d %H:%M} UTC: nada se publica ni vence.",
            "systemctl restart conoceles-obrero; si no arranca, journalctl -u conoceles-obrero -n 50 dice por qué.",
        )
    for falla in fallas(reloj.ahora()):
        yield error("TAREA_SIN_TERMINAR", f"{falla.titular}.", falla.remedio, falla.eleccion)
    for freno in frenos():
        yield error(
            "CALENDARIO_DETENIDO", frase(freno), "Quien administra comprueba la hora y lo reanuda en «Hoy»."
        )


def respaldo_mas_reciente() -> datetime | None:
    """El último que consta; `None` si ninguno. Si hay un segundo lugar, cuenta el que llegó hasta él."""
    dicho = constancia.leer()
    momento = dicho.get("segundo") if os.environ.get("CONOCELES_SEGUNDO_LUGAR") else dicho.get("momento")
    try:
        return datetime.fromisoformat(momento) if momento else None
    except ValueError:
        return None


def segundo_lugar() -> Iterator[Hallazgo]:
    """La última copia llegó a él, y con qué abrirla sigue aquí: sin la clave, lo que está allá no sirve de nada."""
    if not os.environ.get("CONOCELES_SEGUNDO_LUGAR"):
        return
    falta = sin_clave()
    falla = [falta.causa, falta.remedio] if falta else constancia.leer().get("falla")
    if falla:
        yield error("SEGUNDO_LUGAR", falla[0], falla[1])


def respaldo() -> Iterator[Hallazgo]:
    """Cuándo se respaldó por última vez."""
    momento = respaldo_mas_reciente()
    if momento is None:
        yield aviso(
            "SIN_RESPALDO",
            "No consta ningún respaldo hecho desde esta carpeta.",
            RESPALDE,
        )
    elif reloj.ahora() - momento > RESPALDO:
        yield aviso(
            "RESPALDO_VIEJO",
            f"El último respaldo es del {momento:%Y-%m-%d %H:%M} UTC.",
            RESPALDE,
        )
    else:
        yield dato("RESPALDO", f"El último respaldo es del {momento:%Y-%m-%d %H:%M} UTC.")


def copia_del_llavero() -> Iterator[Hallazgo]:
    """Cuándo se copió el llavero por última vez, si se dijo dónde."""
    from conoceles.arranque.respaldos.respaldo_llaves import ultima

    carpeta = os.environ.get("CONOCELES_RESPALDO_LLAVES", "")
    if not carpeta:
        return
    try:
        momento = ultima(Path(carpeta))
    except ErrorDeDominio as problema:
        yield error("LLAVERO_SIN_COPIA", str(problema), f"Muévala de {carpeta} y haga otra copia.")
        return
    if momento is None or reloj.ahora() - momento > RESPALDO:
        yield aviso(
            "LLAVERO_SIN_COPIA",
            f"En {carpeta} no hay una copia del llavero de hoy.",
            f"./conoceles resguardo hacer --solo-llaves {carpeta}",
        )


def secretos_sellados() -> Iterator[Hallazgo]:
    """Los secretos van en cada copia, sellados a dos custodios, y son los de hoy: sin ellos ninguna copia se abre."""
    from conoceles.arranque.respaldos import sellado

    hecho, sellar = (
        sellado.destino(),
        "conoceles resguardo sellar PUB PUB («Los secretos y sus custodios», en el manual)",
    )
    if not hecho.exists():
        yield aviso(
            "SECRETOS_SIN_SELLAR",
            "Los secretos no van en ninguna copia: si se pierde esta máquina, nada cifrado se abre.",
            sellar,
        )
    elif any(uno.stat().st_mtime > hecho.stat().st_mtime for uno in sellado.suyos()):
        yield error(
            "SECRETOS_SIN_SELLAR",
            "Algún secreto cambió después de sellarse: las copias llevan el de antes.",
            sellar,
        )


def ensayo() -> Iterator[Hallazgo]:
    """Cómo salió el último ensayo de restauración: una copia que no se ha restaurado no consta que sirva."""
    escritas = sorted((carpetas().registros / "ensayos").glob("*.json"))
    ordenar = "conoceles resguardo probar /var/backups/conoceles"
    if not escritas:
        yield aviso("SIN_ENSAYO", "Ninguna copia se ha ensayado: no consta que se pueda restaurar.", ordenar)
        return
    dicho = json.loads(escritas[-1].read_text(encoding="utf-8"))
    momento = datetime.fromisoformat(dicho["momento"])
    if not dicho["ok"]:
        yield error(
            "ENSAYO_FALLIDO",
            f"El ensayo del {momento:%Y-%m-%d} no recuperó todo de la copia {dicho['copia']}.",
            f"Lea registros/ensayos/{escritas[-1].name}, respalde otra vez y repita: {ordenar}.",
        )
    elif reloj.ahora() - momento > ENSAYO:
        yield error("ENSAYO_VIEJO", f"El último ensayo de restauración es del {momento:%Y-%m-%d}.", ordenar)
    else:
        yield dato("ENSAYO", f"El último ensayo de restauración es del {momento:%Y-%m-%d}.")


def auditoria() -> Iterator[Hallazgo]:
    """Cuándo se preguntó por última vez si las bibliotecas tienen fallas conocidas, y cuáles quedan por corregir."""
    hecha, ordenar = dependencias.ultima(), "./conoceles comprobar bibliotecas"
    cada = AUDITORIA_EN_CAPTURA if _se_captura() else AUDITORIA
    if hecha is None or not hecha.de_hoy:
        yield aviso(
            "SIN_AUDITORIA", "No consta que se hayan auditado las bibliotecas de esta versión.", ordenar
        )
        return
    for falla, desde in hecha.desde.items():
        yield error(
            "BIBLIOTECA_CON_FALLAS",
            f"{falla}. Se sabe desde el {desde:%Y-%m-%d}.",
            "Lea el aviso en https://osv.dev/ y corrija en el plazo de SECURITY.md, que cuenta desde ese día.",
        )
    if reloj.ahora() - hecha.momento > cada:
        yield aviso(
            "AUDITORIA_VIEJA",
            f"La última auditoría de las bibliotecas es del {hecha.momento:%Y-%m-%d}.",
            ordenar,
        )
    elif not hecha.desde:
        yield dato("AUDITORIA", f"Sin fallas conocidas en las bibliotecas el {hecha.momento:%Y-%m-%d}.")


def _se_captura() -> bool:
    """Desde que abre la captura de alguna elección y hasta su jornada."""
    from conoceles.proceso import consultas as procesos

    calendarios = (procesos.definicion(clave).calendario for clave in elecciones.vivas())
    return any(
        (abre := c.dia("captura_inicio"))
        and (jornada := c.dia("jornada"))
        and abre <= c.dia_local(reloj.ahora()) <= jornada
        for c in calendarios
    )
