"""Recorrer la carpeta de una elección: cargarla, importar su padrón inventado, capturar, revisar y publicar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.preguntas.condiciones import visible
from conoceles.proceso.preguntas.cuestionario import Campo
from leyes.juez import texto_de_pdf
from personas import (
    CORA,
    DINA,
    LARGO,
    SISTEMA,
    consentir,
    de_partido,
    guardar,
    guardar_identidad,
    identidad_completa,
    leer_aviso,
    titular,
)
from recorridos.padron_de_carpeta import escribir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.definicion import Definicion

PROCESOS = RAIZ_PROYECTO / "procesos"


@dataclass
class Recorrida:
    """La elección publicada: sus páginas y sus papeles."""

    eleccion: Definicion
    ahora: datetime
    altas: int
    perfiles: list[Candidatura]
    paginas: dict[str, str] = field(default_factory=dict)
    papeles: dict[str, str] = field(default_factory=dict)


def recorrer(
    clave: str, datos: Path, padron: Path, *, por_cargo: int = 2, fuerzas: int = 3, raiz: Path = PROCESOS
) -> Recorrida:
    """La vida de una candidatura por cargo, con la carpeta tal como está en `raiz`; el padrón se escribe en `padron`, si no está."""
    from conoceles.expediente.actos.importacion import importar
    from conoceles.expediente.calendario.plazos import abrir_capturas
    from conoceles.expediente.transiciones import sincronizar
    from conoceles.proceso.carga import leer_carpeta
    from conoceles.proceso.operaciones import cargar
    from conoceles.publicacion.publicador import publicar

    secretos.crear_faltantes()
    sincronizar()
    eleccion = leer_carpeta(raiz / clave)
    ahora = dia_de_captura(eleccion)
    with reloj.congelado(ahora):
        cargar(raiz / clave, por=SISTEMA, ahora=ahora, inventado=True)
        cuantas = (
            None if padron.exists() else escribir(padron, eleccion, por_cargo=por_cargo, fuerzas=fuerzas)
        )
        informe = importar(padron, proceso=eleccion.clave, simular=False, por=SISTEMA, ahora=ahora)
        assert (informe.errores, informe.altas) == ([], cuantas or informe.altas), informe.frase_de_errores()
        abrir_capturas(por=SISTEMA, ahora=ahora)
        perfiles = una_por_cargo(eleccion)
        for fila in perfiles:
            de_principio_a_fin(fila, ahora)
        publicar(eleccion.clave, ahora=ahora)
    actual = datos / "sitio" / eleccion.clave / "actual"
    hecha = Recorrida(eleccion, ahora, informe.altas, perfiles)
    hecha.paginas = {
        str(p.parent.relative_to(actual)): p.read_text("utf-8") for p in sorted(actual.rglob("index.html"))
    }
    hecha.papeles = _papeles(hecha, actual)
    return hecha


def dia_de_captura(eleccion: Definicion) -> datetime:
    """Las diez de la mañana del quinto día de captura."""
    dia = eleccion.calendario.dia("captura_inicio")
    assert dia is not None
    return datetime(dia.year, dia.month, dia.day, 10, tzinfo=ZoneInfo(eleccion.calendario.zona)) + timedelta(
        5
    )


def una_por_cargo(eleccion: Definicion) -> list[Candidatura]:
    from conoceles.candidaturas.models import Candidatura

    todas = Candidatura.objects.filter(proceso=eleccion.clave, calidad="propietaria")
    return [f for c in eleccion.cargos if (f := todas.filter(formula__contienda__cargo=c.clave).first())]


def de_principio_a_fin(fila: Candidatura, ahora: datetime) -> None:
    """Se contesta todo lo que se le pregunta, se envía, se toma y se valida."""
    from conoceles.expediente.actos import decisiones, envios

    por = de_partido(fila) if fila.formula.responde_id else titular(fila)
    leer_aviso(fila, ahora, por=por)
    for seccion in fila.definicion_del_cargo.curricular.secciones:
        dicho: dict[str, Any] = {}
        for campo in seccion.campos:
            if visible(campo, dicho) and (contestado := respuesta(campo)):
                dicho[campo.clave] = contestado
        guardar(fila, seccion.clave, dicho, ahora, por=por)
    completa = identidad_completa(fila.proceso_id) | consentir(publicacion=False)
    guardar_identidad(fila, completa, ahora, por=por)
    envios.enviar(candidatura=fila, por=por, ahora=ahora)
    decisiones.tomar(candidatura=fila, por=CORA, ahora=ahora)
    decisiones.validar(candidatura=fila, por=CORA, ahora=ahora)


def respuesta(campo: Campo) -> Any:
    """Una que se admite; nada donde se puede callar sin que nadie la extrañe."""
    if campo.opciones:
        return [campo.opciones[0].clave] if campo.tipo == "opciones" else campo.opciones[0].clave
    dichas: dict[str, Any] = {
        "texto_largo": LARGO,
        "texto": "https://ejemplo.mx/consta" if campo.formato else "Maestra rural",
        "numero": str(campo.minimo or 12),
        "fecha": (campo.hasta or campo.desde or date(2004, 3, 15)).isoformat(),
    }
    return dichas.get(campo.tipo, "")


def _papeles(hecha: Recorrida, actual: Path) -> dict[str, str]:
    """Los avisos en PDF, el acuse de cada envío y los correos."""
    from conoceles.correo.models import Correo
    from conoceles.expediente.consultas import acuse
    from conoceles.expediente.documentos.acuse_pdf import generar

    dichos = {p.name: texto_de_pdf(p.read_bytes()) for p in actual.rglob("*.pdf")}
    for fila in hecha.perfiles:
        dichos[f"acuse {fila.folio}"] = texto_de_pdf(generar(acuse(DINA, fila.folio)))
    return dichos | {f"correo {c.pk}": f"{c.asunto} {c.texto}" for c in Correo.objects.all()}
