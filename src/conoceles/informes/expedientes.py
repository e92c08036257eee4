"""El expediente de una omisión para el área de lo contencioso: la evidencia de que se pudo capturar y no se hizo."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import de_folio
from conoceles.bitacora.estados import ETIQUETAS
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.alcances import ambito_de, cuentas_propias
from conoceles.candidaturas.encargos import respondieron
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.consultas import ESTADOS as DE_CORREO
from conoceles.cuentas.models import Cuenta, Enlace
from conoceles.expediente import faltantes
from conoceles.expediente.models import AvisoLeido
from conoceles.informes.contexto import Contexto, abrir
from conoceles.informes.documento import salidas
from conoceles.informes.documento.estructura import Documento, Tabla, Valor
from conoceles.informes.operaciones import APRUEBAN
from conoceles.informes.tablas import listados
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

_EPOCA = (1980, 1, 1, 0, 0, 0)
_CALLADOS = (Acto.BORRADOR_GUARDADO, Acto.EXPEDIENTE_DE_OMISION_EMITIDO)


def emitir(*, proceso: str, folio: str, por: Alcance, ahora: datetime) -> bytes:
    """El PDF de una candidatura omisa al momento; su huella queda en la bitácora.

    `NoEncontrado` si no es administración o la candidatura no está en omisión.
    """
    c = _contexto(proceso, por, ahora)
    if folio not in _folios(c):
        raise NoEncontrado("No existe ese expediente.")
    octetos = salidas.pdf(documento(c, folio))
    _anotar(c, Acto.EXPEDIENTE_DE_OMISION_EMITIDO, octetos, por, ahora, folio)
    return octetos


def emitir_todos(*, proceso: str, por: Alcance, ahora: datetime) -> bytes:
    """ZIP con un PDF y un JSON por omisión y su índice con huellas; la del paquete queda en la bitácora."""
    c = _contexto(proceso, por, ahora)
    partes: dict[str, bytes] = {}
    for folio in _folios(c):
        hecho = documento(c, folio)
        partes[f"{folio}.pdf"], partes[f"{folio}.json"] = salidas.pdf(hecho), salidas.json(hecho)
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as archivo:
        for nombre, octetos in {"INDICE.csv": _indice(partes), **partes}.items():
            archivo.writestr(zipfile.ZipInfo(nombre, _EPOCA), octetos, compress_type=zipfile.ZIP_DEFLATED)
    _anotar(c, Acto.EXPEDIENTES_DE_OMISION_EMITIDOS, salida.getvalue(), por, ahora)
    return salida.getvalue()


def omisas(proceso: str, por: Alcance, ahora: datetime) -> Tabla:
    """El listado con su evidencia, para la pantalla."""
    return listados.omisiones(_contexto(proceso, por, ahora))


def documento(c: Contexto, folio: str) -> Documento:
    """Quién responde, cuándo tuvo acceso, qué se le recordó, qué falta y qué pasó; nada de lo que se escribió."""
    fila = Candidatura.objects.con_todo().get(folio=folio)
    return c.documento(
        tipo="expediente-omision",
        titulo=f"Expediente de omisión, folio {folio}",
        restringido=True,
        portada=c.definicion.seguimiento.portadas.get("omisiones", ""),
        tablas=(
            _datos(c, fila), _plazo(c, fila), _accesos(c, fila), _recordatorios(c, folio), _falta(c, fila), _actos(c, folio),
        ),
    )  # fmt: skip


def _datos(c: Contexto, fila: Candidatura) -> Tabla:
    formula = fila.formula
    estado = next((r.estado for r in c.registros if r.folio == fila.folio), fila.estado)
    filas: tuple[tuple[Valor, ...], ...] = (
        ("Folio", fila.folio),
        ("Nombre", fila.nombre),
        ("Candidatura", f"{formula.contienda.nombre} ({formula.contienda.ambito}), {fila.calidad_dicha}"),
        ("Postula", formula.fuerza.nombre),
        ("Responde de la captura", formula.responde.nombre if formula.responde else formula.fuerza.nombre),
        ("Estado", ETIQUETAS[estado]),
    )
    return Tabla("X1", "Candidatura", ("Dato", "Valor"), filas)


def _plazo(c: Contexto, fila: Candidatura) -> Tabla:
    leido = AvisoLeido.objects.filter(candidatura=fila, en__lte=c.corte).order_by("id").first()
    filas: tuple[tuple[Valor, ...], ...] = (
        ("Empezó su plazo", listados.hora(c, c.habilitadas.get(fila.folio))),
        ("Aviso de privacidad leído", listados.hora(c, leido.en if leido else None)),
        ("Último día de su plazo de captura", listados.vence(c, fila.folio)),
    )
    return Tabla(
        "X2", "Acceso y plazo", ("Hecho", "Momento"), filas, f"Hora de {c.definicion.calendario.zona}."
    )


def _accesos(c: Contexto, fila: Candidatura) -> Tabla:
    """A quién de las personas que responden se le entregó el acceso, y cuándo dijo que lo recibió."""
    ambito, contienda = ambito_de(fila.formula), fila.formula.contienda.clave
    suyas = Q(cuenta__in=respondieron(ambito, contienda)) | Q(cuenta__in=cuentas_propias(fila))
    enlaces = Enlace.objects.filter(suyas, en__lte=c.corte).order_by("id")
    filas = tuple(
        (
            e.cuenta.nombre,
            listados.hora(c, e.en),
            _si_ya(c, e.usado_en),
            _si_ya(c, e.acuse.en if hasattr(e, "acuse") else None),
        )
        for e in enlaces.select_related("cuenta", "acuse")
    )
    columnas = ("Persona", "Entregado", "Usado", "Acuse de recibo")
    nota = "Sin entregas asentadas, el plazo corre desde que la candidatura se abrió a captura."
    return Tabla("X3", "Accesos entregados", columnas, filas, nota)


def _si_ya(c: Contexto, momento: datetime | None) -> str | None:
    """Lo que ocurrió después del corte todavía no consta."""
    return listados.hora(c, momento if momento and momento <= c.corte else None)


def _recordatorios(c: Contexto, folio: str) -> Tabla:
    """Sin la dirección de correo: basta a quién y qué fue de él."""
    filas = tuple(
        (
            listados.hora(c, r.en),
            r.nombre,
            f"a {r.hito} días de vencer" if r.hito >= 0 else "con el plazo vencido",
            DE_CORREO[r.correo.ultimo.estado],
            r.correo.ultimo.motivo or ("se reenvió a otra dirección" if r.correo.ultimo != r.correo else ""),
        )
        for r in listados.recordatorios(c).get(folio, [])
    )
    columnas = ("Momento", "Destinataria o destinatario", "Cuándo", "Entrega", "Razón")
    return Tabla("X4", "Recordatorios por correo", columnas, filas)


def _falta(c: Contexto, fila: Candidatura) -> Tabla:
    filas = tuple((p.titulo, p.estado) for p in faltantes.partes(fila, c.corte))
    nota = "Solo lo obligatorio. No se transcribe lo escrito: no se envió; de la identidad, solo si está completa."
    return Tabla("X5", "Lo que falta", ("Parte", "Estado"), filas, nota)


def _actos(c: Contexto, folio: str) -> Tabla:
    nombres = {f"cuenta:{pk}": nombre for pk, nombre in Cuenta.objects.values_list("pk", "nombre")}
    entradas = de_folio("default", folio).filter(momento__lte=c.corte).exclude(acto__in=_CALLADOS)
    filas = tuple(
        (
            listados.hora(c, e.momento),
            e.acto.replace("_", " ").capitalize(),
            nombres.get(e.actor, e.actor.replace("sistema:", "El sistema: ")),
            e.huella[:16],
        )
        for e in entradas
    )
    columnas = ("Momento", "Acto", "Quién", "Entrada de la bitácora")
    return Tabla("X6", "Actos asentados", columnas, filas, "La huella identifica la entrada en la cadena.")


def _indice(partes: dict[str, bytes]) -> bytes:
    salida = io.StringIO()
    escritor = csv.writer(salida)
    escritor.writerow(("ARCHIVO", "OCTETOS", "SHA256"))
    escritor.writerows((n, len(o), hashlib.sha256(o).hexdigest()) for n, o in partes.items())
    return salida.getvalue().encode()


def _contexto(proceso: str, por: Alcance, ahora: datetime) -> Contexto:
    por.exigir(APRUEBAN, "ese expediente")
    return abrir(proceso, ahora.replace(microsecond=0), afuera=False)


def _folios(c: Contexto) -> list[str]:
    return sorted(c.omisas)


def _anotar(c: Contexto, acto: Acto, octetos: bytes, por: Alcance, ahora: datetime, folio: str = "") -> None:
    """El paquete entero no es de un folio: su elección va en sus datos."""
    datos = {"proceso": c.definicion.clave, "huella": hashlib.sha256(octetos).hexdigest()}
    proceso = c.definicion.clave if folio else ""
    with transaction.atomic():
        registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=proceso, folio=folio, datos=datos)
