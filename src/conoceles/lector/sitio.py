"""De la ruta pedida al archivo de una instantánea. Cada petición usa una sola."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from conoceles.lector.indice import DeOtroSqlite, Indice

RAIZ = "_raiz"
BUSCAR = "busqueda.sqlite"
ESTILOS = "estilos.conf"  # lo escribe el publicador y también lo lee nginx
MAX_RUTA = 2000
VIGENCIA = 0.001  # segundos
_CLAVE = re.compile(r"[a-z0-9][a-z0-9-]{0,80}\Z")
_REGISTRO = re.compile(
    r"/(log/(?:checkpoint|politica|llaves|acuses|tile/(?:[0-9]{1,2}|entries)/(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[0-9]{1,3})?)"
    r"|pruebas/(?:[0-9a-f]{64}\.tlog-proof|[a-z0-9-]{1,81}/[A-Za-z0-9-]{1,60}/[0-9a-f]{64}\.prueba))\Z"
)
_HUELLAS = re.compile(r'"((?: \'sha256-[A-Za-z0-9+/]{43}=\')+)"')
_OCULTO = re.compile(r"(^|/)\.|[\\%\x00-\x1f\x7f]|//|\.sqlite")


@dataclass
class Instantanea:
    """Una carpeta inmutable: su nombre, dónde está y su índice de búsqueda, que se abre al usarse."""

    nombre: str
    carpeta: Path
    _candado: threading.Lock = field(default_factory=threading.Lock)
    _indice: Indice | None = None
    _de_otro: bool = False  # si lo escribió un SQLite más nuevo que este

    def archivo(self, ruta: str) -> Path | None:
        """El archivo publicado en esa ruta; `None` si no hay, está oculto o se sale de la carpeta.

        `busqueda.sqlite` consta en el manifiesto pero no se entrega: quien quiera los datos completos tiene
        `datos/` y `descargas/`, y repetir aquí cientos de megaoctetos solo serviría para saturar el sitio.
        """
        if _OCULTO.search(ruta):
            return None
        try:
            real = (self.carpeta / ruta).resolve(strict=True)
        except (OSError, ValueError):
            return None
        return real if real.is_file() and real.is_relative_to(self.carpeta) else None

    def es_carpeta(self, ruta: str) -> bool:
        """Si la ruta, con `/` al final, sería una página."""
        return self.archivo(f"{ruta}/index.html") is not None or (
            ruta in ("buscar", "comparar") and self.indice() is not None
        )

    def indice(self) -> Indice | None:
        """El índice de búsqueda, o `None` si no lo trae o este SQLite no lo lee: la página publicada busca en el navegador."""
        if self._indice is None and not self._de_otro:
            with self._candado:
                if self._indice is None and (self.carpeta / BUSCAR).is_file():
                    try:
                        self._indice = Indice(self.carpeta / BUSCAR)
                    except DeOtroSqlite:
                        self._de_otro = True
        return self._indice


class Sitio:
    """Las elecciones publicadas en una carpeta `sitio/`, cada una con su enlace `actual`."""

    def __init__(self, raiz: Path) -> None:
        self._raiz = str(raiz)
        self._actuales: dict[str, tuple[str, Instantanea]] = {}
        self._a_la_vista: dict[str, tuple[Instantanea | None, str]] = {}
        self._hasta = 0.0
        self._estrenos = 0  # cuántas veces se vio otra instantánea
        self._estilos: tuple[tuple[int, int], str] = ((-1, 0), "")

    def actual(self, clave: str) -> Instantanea | None:
        """La instantánea a la que apunta `actual` en este momento. Cuesta una lectura del enlace."""
        try:
            destino = os.readlink(f"{self._raiz}/{clave}/actual")
        except (OSError, ValueError):
            return None
        conocida = self._actuales.get(clave)
        if conocida is not None and conocida[0] == destino:
            return conocida[1]
        carpeta = Path(self._raiz, clave, destino).resolve()
        nueva = Instantanea(f"{clave}/{carpeta.name}", carpeta)
        self._estrenos += 1  # antes de que otro hilo la entregue
        self._actuales[clave] = (destino, nueva)
        return nueva

    def a_la_vista(self, clave: str) -> tuple[Instantanea | None, str]:
        """`actual` y `estilos`, vistos hace a lo más `VIGENCIA`: con mil lecturas por segundo, mirar en cada una es lo que se espera."""
        ahora = monotonic()
        if ahora > self._hasta:
            self._a_la_vista, self._hasta = {}, ahora + VIGENCIA
        vistas = self._a_la_vista  # lo que un hilo vio antes no entra en lo que otro mira después
        vista = vistas.get(clave)
        if vista is None:
            vista = vistas[clave] = self.actual(clave), self.estilos()
        return vista

    def estilos(self) -> str:
        """Las huellas de los estilos que van dentro de las páginas, como se escriben en la política de contenido.

        Se anuncian antes de estrenar una página que las lleve: basta leerlas con cada instantánea y, por si llegan a un espejo
        después, cada segundo. En cada petición eran la tercera parte de lo que cuesta.
        """
        leidas = self._estrenos, int(monotonic())
        if leidas != self._estilos[0]:
            self._estilos = leidas, self._anunciados()
        return self._estilos[1]

    def _anunciados(self) -> str:
        try:
            hallada = _HUELLAS.search(Path(self._raiz, ESTILOS).read_text(encoding="utf-8"))
        except OSError:
            return ""
        return hallada[1] if hallada else ""

    def repartir(self, ruta: str) -> tuple[Instantanea | None, str]:
        """`/<clave>/resto` a la elección; lo demás, a `_raiz`, que es de todas y de ninguna."""
        clave, diagonal, resto = ruta[1:].partition("/")
        if diagonal and _CLAVE.match(clave):
            propia = self.actual(clave)
            if propia is not None:
                return propia, resto
        return self.actual(RAIZ), ruta[1:]

    def duena(self, ruta: str, instantanea: Instantanea) -> str:
        """La elección de esa instantánea; vacío si otra que se publique después puede quedarse con la ruta."""
        clave = instantanea.nombre.partition("/")[0]
        return clave if clave != RAIZ or "/" not in ruta[1:] else ""

    def del_registro(self, ruta: str) -> tuple[str, Path] | None:
        """El registro público y sus pruebas, que no son de ninguna instantánea: el nombre y el archivo, si existe."""
        nombre = _REGISTRO.match(ruta)
        archivo = Path(self._raiz, nombre[1]) if nombre else None
        return (nombre[1], archivo) if nombre and archivo and archivo.is_file() else None

    def es_eleccion(self, nombre: str) -> bool:
        """Si hay una elección publicada con esa clave."""
        return bool(_CLAVE.match(nombre)) and self.actual(nombre) is not None
