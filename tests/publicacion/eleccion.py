"""Cinco candidaturas en la elección de diputaciones, creadas fila por fila."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from conoceles.nucleo.alcance import Alcance
from personas import DINA, poner_en

PROCESO = "durango-2023-2024"
SISTEMA = Alcance.sistema("prueba")
AHORA = datetime.fromisoformat("2024-04-25T10:00:00-06:00")
PERSONAS = {
    "ANA": ("ANA MARÍA DE LA LUZ NÚÑEZ", "mujer", "diputacion-mr-01", "PT", "propietaria", "publicada"),
    "BETO": ("BETO ÍÑIGUEZ PEÑA", "hombre", "diputacion-mr-01", "PT", "suplente", "habilitada"),
    "CORA": ("CORA ÓRDAZ MUÑOZ", "mujer", "diputacion-mr-02", "FYCXD", "propietaria", "validada"),
    "DINA": ("DINA ARREOLA ZÚÑIGA", "mujer", "diputacion-mr-02", "FYCXD", "suplente", "en_revision"),
    "EVA": ("EVA YÁÑEZ DEL RÍO", "mujer", "diputacion-rp", "MC", "propietaria", "observada"),
}
TEXTO = "Quince años de trabajo comunitario en la sierra de Durango, con cuentas claras y a la vista. " * 5


def candidatura(folio: str, ahora: datetime, quien: tuple[str, ...] = ()) -> Any:
    """La candidatura de una persona de la lista (o de `quien`, con sus mismos datos); salvo Beto, con una versión."""
    from conoceles.candidaturas.models import Candidatura, Formula, Persona
    from conoceles.proceso.models import Contienda, Fuerza

    nombre, sexo, clave, siglas, calidad, estado = quien or PERSONAS[folio]
    fuerza = Fuerza.objects.get(proceso=PROCESO, siglas=siglas)
    responde = Fuerza.objects.get(proceso=PROCESO, siglas="PAN") if siglas == "FYCXD" else fuerza
    contienda = Contienda.objects.get(proceso=PROCESO, clave=clave)
    formula, _ = Formula.objects.get_or_create(
        contienda=contienda, fuerza=fuerza, posicion=1, defaults={"responde": responde}
    )
    persona = Persona.objects.create(proceso_id=PROCESO, nombre=nombre, sexo=sexo, edad_publicada=40)
    creada = Candidatura.objects.create(
        proceso_id=PROCESO, folio=folio, formula=formula, persona=persona, calidad=calidad,
        registrada_en=ahora,
    )  # fmt: skip
    poner_en(creada, estado)
    if folio != "BETO":
        version(creada, 1, ahora - timedelta(minutes=1), historia=f"{nombre} {TEXTO}")
    return creada


def version(candidatura: Any, numero: int, en: datetime, *, foto: Any = None, **contenido: Any) -> Any:
    """Otra versión curricular de una candidatura, con su entrada en la bitácora. `foto`: su fotografía, ya guardada."""
    from django.db import transaction

    from conoceles.bitacora.operaciones import registrar
    from conoceles.curricular.consultas import resumen_de
    from conoceles.curricular.models import VersionCurricular

    todo = {"grado": "licenciatura", "correos": ["contacto@ejemplo.example"], **contenido}
    with transaction.atomic():
        fila = VersionCurricular.objects.create(
            candidatura=candidatura, numero=numero, origen="importada", contenido=todo, huella=resumen_de(todo, foto.sha256 if foto else ""),
            fotografia=foto,
            cuestionario_version="2024.1", por="prueba", en=en + timedelta(minutes=numero),
        )  # fmt: skip
        registrar(
            using="default",
            por=SISTEMA,
            acto="curricular_importado",
            ahora=fila.en,
            proceso=PROCESO,
            folio=candidatura.folio,
            datos={"version": numero, "huella": fila.huella},
        )
    return fila


def fotografia(candidatura: Any, ahora: datetime, archivo: bytes) -> Any:
    """Una suya, guardada como la guarda una corrección."""
    from conoceles.curricular.fotografias import guardar
    from conoceles.proceso.definicion import Fotografia

    return guardar(
        candidatura=candidatura, archivo=archivo, fecha_toma=date(2024, 4, 1), reglas=Fotografia(), por=DINA,
        ahora=ahora, motivo="correccion",
    )  # fmt: skip


def sale(eleccion: dict[str, Any], folio: str, momento: datetime, *, desde: str = "observada") -> None:
    """Se suprime, con su entrada en la bitácora."""
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.candidaturas.constancia import anotar
    from conoceles.expediente.models import Transicion

    Transicion.objects.create(desde=desde, acto="suprimir", hacia="suprimida")
    type(eleccion[folio]).objects.filter(folio=folio).update(estado="suprimida")
    with transaction.atomic():
        anotar(eleccion[folio], Acto.SUPRIMIDA, por=SISTEMA, ahora=momento, estado="suprimida")
