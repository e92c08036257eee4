"""Se corre aparte. `sembrar N`: N candidaturas listas para enviar. `revisar`: qué quedó, en JSON.
`horas`: las de cada envío, y si fue a tiempo. `encolar N`: correos. `cancelar FOLIO…`: por acuerdo. `ocultar FOLIO`: su historia, por orden. `suprimir`: pasa la jornada, vence el plazo de ley y se suprime a quien se canceló.

Ana responde por todas y tiene contraseña. `revisar` corre la reparación dos veces, con el reloj adelantado
lo que ella espera antes de tocar algo, y recorre las dos cadenas.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

CORREO, CLAVE_DE_ANA = "ana@prueba.mx", "taladro-de-prueba-2024"


def sembrar(cuantas: int) -> dict[str, Any]:
    from django.db import transaction

    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.expediente.calendario import diario
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO
    from conoceles.proceso.models import Fuerza
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA, capturar
    from recorridos.padron_inventado import importadas
    from segundo_factor import imprimir_codigos

    ahora = reloj.ahora()
    with ExitStack() as pila:
        for base in ("default", "identidad", "llaves"):
            pila.enter_context(transaction.atomic(using=base))
        cargar(RAIZ_PROYECTO / "procesos" / CLAVE, por=SISTEMA, ahora=ahora, inventado=True)
        filas = importadas(cuantas, ahora)
        diario.correr(ahora=ahora)
        for n, fila in enumerate(filas):
            fila.refresh_from_db()
            capturar(fila, ahora)
            if n % 10 == 0:
                _retratar(fila, n, ahora)
        pri = Fuerza.objects.get(proceso=CLAVE, siglas="PRI")
        ana = crear_cuenta(
            correo=CORREO, clave=CLAVE_DE_ANA, nombre="Ana", papel="partido", ambito=f"fuerza:{pri.pk}",
            por=SISTEMA, ahora=ahora,
        )  # fmt: skip
        imprimir_codigos(ana)
    return {"folios": [fila.folio for fila in filas]}


def _retratar(fila: Any, numero: int, ahora: Any) -> None:
    """Una imagen distinta por persona."""
    from conoceles.curricular.fotografias import guardar
    from conoceles.proceso.definicion import Fotografia
    from curricular.imagenes import jpeg, lisa
    from personas import de_partido

    guardar(
        candidatura=fila, archivo=jpeg(lisa(color=(numero % 256, 90, 90))), fecha_toma=ahora.date(),
        reglas=Fotografia(), por=de_partido(fila), ahora=ahora,
    )  # fmt: skip


def encolar(cuantos: int) -> dict[str, Any]:
    from conoceles.correo import operaciones
    from conoceles.nucleo import reloj
    from personas import SISTEMA

    dicho = {"para": "quien@ejemplo.mx", "asunto": "Aviso", "cuerpo": "Hola", "clase": "prueba"}
    for _ in range(cuantos):
        operaciones.encolar(**dicho, por=SISTEMA, ahora=reloj.ahora())
    return {"encolados": cuantos}


def cancelar(folios: list[str]) -> dict[str, Any]:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo import reloj
    from vidas import concluir

    for fila in Candidatura.objects.filter(folio__in=folios):
        concluir(fila, "cancelar", reloj.ahora())
    return {"canceladas": folios}


def ocultar(folio: str) -> dict[str, Any]:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos.ordenes import ocultar_seccion
    from conoceles.nucleo import reloj
    from personas import DINA

    ahora = reloj.ahora()
    ocultar_seccion(
        candidatura=Candidatura.objects.get(folio=folio), seccion="historia", expediente="TE-1/2024",
        fecha=ahora.date(), por=DINA, ahora=ahora,
    )  # fmt: skip
    return {"oculta": folio}


def suprimir() -> dict[str, Any]:
    from conoceles.expediente.calendario.conservacion import bloquear_concluidas, suprimir_vencidas
    from vidas import CALENDARIO, TRAS_JORNADA

    bloquear_concluidas(por=CALENDARIO, ahora=TRAS_JORNADA)
    return {"suprimidas": suprimir_vencidas(por=CALENDARIO, ahora=TRAS_JORNADA + timedelta(days=91))}


def revisar() -> dict[str, Any]:
    from conoceles.bitacora.mirada import verificar
    from conoceles.bitacora.models import Entrada
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.models import Envio, SeccionOculta
    from conoceles.expediente.reparacion import reparar
    from conoceles.identidad.models import DocumentoIdentidad
    from conoceles.nucleo import reloj
    from personas import SISTEMA

    despues = reloj.ahora() + timedelta(minutes=10)
    reparaciones = [reparar(por=SISTEMA, ahora=despues) for _ in range(2)]
    return {
        "acuses": dict(Envio.objects.values_list("candidatura__folio", "acuse")),
        "envios": Envio.objects.count(),
        "versiones": Candidatura.objects.filter(versiones__isnull=False).count(),
        "estados": sorted(set(Candidatura.objects.values_list("estado", flat=True))),
        "anotados": Entrada.objects.filter(acto="enviada").count(),
        "documentos": DocumentoIdentidad.objects.values("clave").distinct().count(),
        "abribles": _abribles(),
        "cadenas": {base: verificar(base) for base in ("default", "identidad")},
        "avisos": [aviso for r in reparaciones for aviso in r.avisos],
        "legibles": _legibles(),
        "fuera": _fuera(),
        "ocultas": [*SeccionOculta.objects.filter(fin_en=None).values_list("candidatura__folio", flat=True)],
        "fotos_perdidas": _fotos_perdidas(),
        "huellas": {
            b: [*Entrada.objects.using(b).values_list("huella", flat=True)] for b in ("default", "identidad")
        },
        "segunda": [reparaciones[1].descartadas, reparaciones[1].cerradas],
    }


def horas() -> dict[str, Any]:
    from conoceles.bitacora.mirada import verificar
    from conoceles.bitacora.models import Entrada
    from conoceles.expediente.models import Envio
    from conoceles.integridad.pregunta import dudosas

    dichas = {e.folio: e.datos.get("recibido") for e in Entrada.objects.filter(acto="enviada")}
    return {
        folio: [tarde, recibido and recibido.isoformat(), en.isoformat(), dichas[folio]]
        for folio, tarde, recibido, en in Envio.objects.values_list(
            "candidatura__folio", "extemporaneo", "recibido_en", "en"
        )
    } | {"problemas": [*verificar("default"), *verificar("identidad"), *dudosas([*dichas])]}


def _legibles() -> list[str]:
    """Folios con algo sensible que todavía se pueda leer: su llave, o lo que la base A guardaba de ellos."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.identidad.llaves import llavero

    return sorted(
        fila.folio
        for fila in Candidatura.objects.all()
        if llavero.obtener_varias([fila.clave_identidad])
        or fila.borradores.exists()
        or fila.acciones_afirmativas
    )


def _fuera() -> list[str]:
    """Folios sin perfil y con su identidad bloqueada."""
    from conoceles.bitacora.estados import SIN_PERFIL
    from conoceles.candidaturas.models import Candidatura
    from conoceles.identidad.documentos import bloqueadas

    concluidas = {f.clave_identidad: f.folio for f in Candidatura.objects.filter(estado__in=SIN_PERFIL)}
    return sorted(concluidas[clave] for clave in bloqueadas(list(concluidas)))


def _fotos_perdidas() -> list[str]:
    """Fotografías que la base nombra y cuyo archivo no está o no es el suyo."""
    import hashlib

    from conoceles.curricular.models import Fotografia
    from conoceles.nucleo import archivos

    nombradas = Fotografia.objects.values_list("sha256", flat=True)
    return [s for s in nombradas if hashlib.sha256(archivos.leer(s)).hexdigest() != s]


def _abribles() -> int:
    """Cuántos envíos nombran una identidad que abre con su llave y da el compromiso del acuse."""
    from conoceles.expediente.models import Envio
    from conoceles.identidad import documentos
    from conoceles.identidad.llaves import compromiso, llavero
    from conoceles.identidad.models import DocumentoIdentidad

    bien = 0
    for envio in Envio.objects.select_related("candidatura"):
        clave = envio.candidatura.clave_identidad
        fila = DocumentoIdentidad.objects.get(clave=clave, version=envio.identidad_version)
        if clave not in llavero.obtener_varias([clave]):
            continue  # suprimida: que no abra es lo que se pide
        abierto = documentos.abrir(fila, llavero.obtener(clave))
        bien += compromiso.verificar(envio.compromiso_identidad, abierto.respuestas, abierto.nonce)
    return bien


def main(orden: str, *resto: str) -> None:
    from conoceles.arranque.preparacion import preparar

    preparar()
    actos = {
        "sembrar": lambda: sembrar(int(resto[0])),
        "encolar": lambda: encolar(int(resto[0])),
        "cancelar": lambda: cancelar([*resto]),
        "ocultar": lambda: ocultar(*resto),
        "suprimir": suprimir,
        "revisar": revisar,
        "horas": horas,
    }
    print(json.dumps(actos[orden](), default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
