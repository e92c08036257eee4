"""La difusión que la elección declara: a qué horas, en qué redes y con qué semilla (plan §13)."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.proceso.avisos import Acuerdo

# Letras que caben en una publicación de cada red; en X, cualquier dirección cuenta 23.
LIMITES = {"facebook": 2000, "instagram": 2200, "x": 280, "whatsapp": 1000}
MENSAJES = (
    "¿Quiénes están en su boleta? Búsquela por el lugar donde vota y lea lo que propone cada persona.",
    "Todas las candidaturas contestan las mismas preguntas. Compárelas lado a lado, en el orden de la boleta.",
    "¿Sabe qué se elige y cómo se gana? La página de inicio lo dice en pocas palabras.",
    "Las cifras de quiénes compiten, con su denominador y sus datos abiertos para quien quiera revisarlas.",
    "Sin teléfono también se puede: pida en un telecentro o una biblioteca que le impriman la hoja de su boleta.",
    "Lo que se publica está firmado y cualquiera puede comprobarlo. El contenido es responsabilidad de quien lo capturó.",
)


@dataclass(frozen=True)
class Portal:
    """Una página que debe llevar al sitio: la del instituto, la del INE (plan §13, I y II)."""

    nombre: str
    direccion: str


@dataclass(frozen=True)
class Difusion:
    """`horas` locales de cada día de campaña; `refuerzo_horas`, además, en los últimos `refuerzo_dias`.

    `semilla` vacía: la clave de la elección. `personas`: los lugares que sobran muestran contiendas enteras, fórmula por
    fórmula. `por_perfil`: letra grande también de cada persona. `braille_contraido`: además del
    braille sin contraer, que es el que un programa puede leer de vuelta. `veda`: qué se publica desde que acaba la campaña hasta la jornada: «generales», «todas» o «ninguna».
    """

    horas: tuple[str, ...] = ("10:00", "18:00")
    refuerzo_dias: int = 0
    refuerzo_horas: tuple[str, ...] = ()
    semilla: str = ""
    etiqueta: str = "#Conóceles"
    redes: tuple[str, ...] = ("facebook", "instagram", "x")
    personas: bool = False
    mensajes: tuple[str, ...] = MENSAJES
    por_perfil: bool = False
    braille_contraido: bool = False
    veda: str = "generales"
    portales: tuple[Portal, ...] = ()
    acuerdo: Acuerdo | None = None
    supuesto: bool = True
