"""Los estados de una candidatura, con su nombre en pantalla, y los conjuntos de ellos que las reglas nombran."""

from __future__ import annotations

from django.db.models import TextChoices


class Estado(TextChoices):
    """En el orden en que se recorren."""

    REGISTRADA = "registrada", "Registrada"
    HABILITADA = "habilitada", "Por capturar"
    EN_CAPTURA = "en_captura", "En captura"
    OMISA = "omisa", "Sin información"
    ENVIADA = "enviada", "Enviada"
    EN_REVISION = "en_revision", "En revisión"
    OBSERVADA = "observada", "Con observaciones"
    VALIDADA = "validada", "Validada"
    PUBLICADA = "publicada", "Publicada"
    AJUSTADA = "ajustada", "Publicada, ajustada"
    SUSTITUIDA = "sustituida", "Sustituida"
    CANCELADA = "cancelada", "Cancelada"
    RENUNCIA = "renuncia", "Con renuncia"
    BLOQUEADA = "bloqueada", "Concluida, datos bloqueados"
    SUPRIMIDA = "suprimida", "Concluida, datos suprimidos"
    CERRADA = "cerrada", "Cerrada"


ETIQUETAS = {str(clave): str(nombre) for clave, nombre in Estado.choices}

EN_PLAZO = (Estado.HABILITADA, Estado.EN_CAPTURA)  # su plazo de captura puede vencer
SIN_ENVIAR = (*EN_PLAZO, Estado.OMISA)
POR_DECIDIR = (Estado.ENVIADA, Estado.EN_REVISION)
ESPERAN = (Estado.OBSERVADA, *POR_DECIDIR)  # publican lo que no se les observó
VISIBLES = (Estado.VALIDADA, Estado.PUBLICADA, Estado.AJUSTADA)  # su última versión es pública
VIVAS = (
    Estado.REGISTRADA, *SIN_ENVIAR, Estado.ENVIADA, Estado.EN_REVISION, Estado.OBSERVADA, *VISIBLES,
)  # fmt: skip
CON_CONTENIDO = (*VISIBLES, Estado.CERRADA)
CONCLUSIONES = (Estado.SUSTITUIDA, Estado.CANCELADA, Estado.RENUNCIA)
CONCLUIDAS = (*CONCLUSIONES, Estado.BLOQUEADA)
SIN_PERFIL = (*CONCLUIDAS, Estado.SUPRIMIDA)


def en_sql(estados: tuple[Estado, ...]) -> str:
    """La lista como la escribe SQL, para las condiciones de los disparadores."""
    return ", ".join(f"'{estado.value}'" for estado in estados)
