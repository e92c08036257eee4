"""Treinta y seis candidaturas: mujeres en las pares; enviaron las múltiplos de tres."""

from __future__ import annotations

from datetime import datetime, timedelta

from conoceles.candidaturas.models import Candidatura, Formula, Persona
from conoceles.proceso.models import Contienda, Fuerza
from personas import poner_en
from publicacion.eleccion import version

CLAVE = "durango-2023-2024"


def candidatura_numero(i: int, ahora: datetime) -> Candidatura:
    """Mujeres en las pares; enviaron las múltiplos de tres."""
    contiendas = list(Contienda.objects.order_by("orden"))
    fuerza = Fuerza.objects.order_by("orden").first()
    formula = Formula.objects.create(
        contienda=contiendas[i % len(contiendas)], fuerza=fuerza, responde=fuerza, posicion=i + 1
    )
    persona = Persona.objects.create(
        proceso_id=CLAVE,
        nombre=f"PERSONA {i}",
        sexo="mujer" if i % 2 == 0 else "hombre",
        edad_publicada=21 + i,
    )
    candidatura = Candidatura.objects.create(
        proceso_id=CLAVE,
        folio=f"F{i:03}",
        formula=formula,
        persona=persona,
        calidad="propietaria",
        origen="importada",
        registrada_en=ahora,
    )
    poner_en(candidatura, "publicada")
    if i % 3 == 0:
        version(candidatura, 1, ahora - timedelta(minutes=1))
    return candidatura
