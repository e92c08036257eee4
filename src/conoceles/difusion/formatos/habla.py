"""En qué lengua se escribe un formato: cómo se dice lo que no es un nombre ni lo escribió una persona."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conoceles.difusion.dibujo.comun import Datos
from conoceles.nucleo.redaccion.frases import EN_ESPANOL
from conoceles.proceso.boleta.se_elige import en_lista
from conoceles.publicacion.api.documentos import Campo
from conoceles.publicacion.lectura.textos import DE_PUNO_Y_LETRA, Propio
from conoceles.publicacion.sitio.lenguas.decir import Voz

ESPANOL = "es-MX"
_PAGINA = re.compile(r"((?:candidaturas|contiendas)/[^/]+/)$")
_DE_OTRO_SITIO = ("://", "@")


@dataclass(frozen=True)
class Habla:
    """`clave`: la de la lengua; sin `voz`, español. Lo que nadie tradujo empieza por `EN_ESPANOL`."""

    clave: str = ESPANOL
    voz: Voz | None = None

    @property
    def otra(self) -> bool:
        """Si no es español."""
        return self.voz is not None

    def decir(self, texto: str) -> str:
        """Una frase; los nombres que lleve quedan como son."""
        return self.voz.entero(texto) if self.voz and texto else texto

    def entera(self, texto: str) -> str:
        """Un dato sin nombres: traducido con todas sus partes, o en español."""
        dicho = self.decir(texto)
        return f"{EN_ESPANOL}{texto}" if self.voz and "<span" in self.voz.html(texto) else dicho

    def valores(self, campo: Campo) -> str:
        """Lo contestado, seguido; lo que escribió la persona queda como lo escribió."""
        suyos = campo["valores"]
        propio = campo["tipo"] in DE_PUNO_Y_LETRA or any(x in v for v in suyos for x in _DE_OTRO_SITIO)
        return Propio("; ".join(suyos)) if propio else "; ".join(map(self.entera, suyos))

    def nombres(self, cuales: list[str]) -> str:
        """«Ana, Beto y Cora»."""
        if not self.otra or len(cuales) < 2:
            return en_lista(cuales)
        return f"{', '.join(cuales[:-1])} {self.decir('y')} {cuales[-1]}"

    def direccion(self, pagina: str) -> str:
        """La de esa página en la lengua."""
        return _PAGINA.sub(rf"lengua/{self.clave}/\1", pagina) if self.otra else pagina

    def es(self, texto: str) -> str:
        """«es» si lo escribió la persona y el formato está en otra lengua."""
        return "es" if self.otra and isinstance(texto, Propio) else ""


def habla(d: Datos) -> Habla:
    """La de esos datos."""
    lengua = d.get("habla")
    return Habla(lengua.clave, lengua.voz) if lengua else Habla()
