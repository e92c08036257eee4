"""Pone al día el registro público: una hoja por manifiesto guardado y por acuse, el punto firmado y sus pruebas.

Va después de publicar, nunca antes: lo que alguien espera ver no espera al registro ni a los testigos.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from conoceles.expediente.documentos.acuse_en_registro import entradas
from conoceles.identidad.llaves import retiros
from conoceles.identidad.totales import tablas
from conoceles.nucleo import firma, secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.dias import en_palabras
from conoceles.publicacion import pruebas_de_perfil
from conoceles.publicacion.instantanea import cadena
from conoceles.publicacion.instantanea.renglones.renglon import huella
from conoceles.registro import acuses, disco, hojas, llaves, politica, pruebas, testigos
from conoceles.registro.nota import Firmante, Punto
from conoceles.registro.politica import Politica
from conoceles.registro.registro import Registro, RegistroAlterado

MARGEN = timedelta(minutes=10)  # lo que un envío puede tardar en confirmarse después de su hora


class Libro:
    """El registro de esta instalación, y hasta dónde se miró: la primera vez, todo."""

    def __init__(self) -> None:
        publico = carpetas().sitio / "log"
        origen = _origen(publico) or _direccion().partition("://")[2]
        firmante = Firmante(origen, firma.llave_publica(), firma.firmar)
        self.registro = Registro(publico, carpetas().registro, firmante)
        self._asentados: set[Path] | None = None
        self._acuses_desde: datetime | None = None
        self._con_pruebas: dict[str, str] = {}

    def al_dia(self, ahora: datetime, mas: Sequence[bytes] = ()) -> Punto:
        """Agrega lo que falte y escribe las pruebas. Repetirlo no agrega nada. `RegistroAlterado` si algo no cuadra.

        `mas`: las entradas de las salas de arriba, como las de los informes.
        """
        if self._acuses_desde is None and testigos.alguno_vio_mas(self.registro, self.politica):
            raise RegistroAlterado(
                "Un testigo vio más hojas que las de aquí: recupere la carpeta log/ de una copia del sitio."
            )
        if self._asentados is None:
            self._asentados = self._ya_asentados()
        nuevos = self._manifiestos(self._asentados)
        cadena.exigir_hojas(self.registro.nota()[0].tamano)
        self._certificar(ahora)
        # Solo con algo publicado: revocar sin que se publique nada no deja aquí un rastro propio.
        retirado = [hojas.de_retirado(*retiros.asiento())] if nuevos else []
        punto = self.registro.agregar(
            [*tablas.entradas(), *nuevos.values(), *entradas(self._acuses_desde), *mas, *retirado]
        )
        cadena.anotar_hojas(punto.tamano, ahora)
        self._asentados.update(nuevos)
        self._acuses_desde = ahora - MARGEN
        self._publicar()
        return punto

    def _certificar(self, ahora: datetime) -> None:
        """La primera llave de acuses, la que se creó con esta instalación; las siguientes se ordenan (`llave rotar`)."""
        archivo = secretos.publica_de_acuses()
        if acuses.vigente(self.registro) or not archivo.exists():
            return
        if (
            len(publica := archivo.read_bytes()) == 32
        ):  # a medio escribir no es ninguna, y lo declarado no se borra
            acuses.declarar(self.registro, publica, ahora)

    def cofirmar(self) -> list[str]:
        """Pide lo que falte a los testigos. Devuelve los que no cofirmaron."""
        callados = testigos.cofirmar(self.registro, self.politica)
        self._publicar()
        return callados

    @property
    def politica(self) -> Politica:
        """La que escribió quien opera en `registro/testigos`; sin ella, ningún testigo."""
        archivo = carpetas().registro / "testigos"
        return politica.leer(archivo.read_text(encoding="utf-8")) if archivo.exists() else Politica()

    def _publicar(self) -> None:
        """La política y las pruebas, si cambiaron."""
        vigente = self.politica
        dicho = vigente.publicada(self.registro.firmante, _direccion())
        destino = self.registro.publico / "politica"
        if not destino.exists() or destino.read_bytes() != dicho:
            disco.escribir(destino, dicho)
            self._con_pruebas.clear()  # las que había pueden no llevar los testigos que ahora se piden
        pruebas.escribir(self.registro, carpetas().sitio / "pruebas", vigente)
        with self.registro.cerrojo():  # también las pide el hilo que espera a los testigos
            pruebas_de_perfil.escribir(carpetas().sitio, vigente.alcanza, self._con_pruebas)

    def _manifiestos(self, asentados: set[Path]) -> dict[Path, bytes]:
        """Los guardados que aún no constan, con su entrada; los de cada elección, en el orden de su cadena."""
        faltan = sorted(set(carpetas().sitio.glob("*/manifiestos/*.json")) - asentados)
        leidos = {a: a.read_bytes() for a in faltan}
        por_huella = {huella(octetos): a for a, octetos in leidos.items()}
        anteriores = {h: str(json.loads(leidos[a])["anterior"] or "") for h, a in por_huella.items()}
        return {
            a: hojas.de_manifiesto(a.parts[-3], leidos[a])
            for a in map(por_huella.__getitem__, _en_cadena(anteriores))
        }

    def _ya_asentados(self) -> set[Path]:
        """Los que ya constan, sin leerlos: se llaman como el principio de su huella."""
        tejas = self.registro.tejas()
        suyos = set()
        for n in range(-(-tejas.tamano // 256)):
            for entrada in tejas.entradas(n):
                match entrada.decode().split(" "):
                    case [_, "manifiesto", eleccion, suya]:
                        suyos.add(carpetas().sitio / eleccion / "manifiestos" / f"{suya[:16]}.json")
        return suyos


def pagina_del_registro() -> dict[str, object]:
    """Lo que su página dice: la llave, los testigos y los cambios. Nada que cambie al publicarla."""
    libro = Libro()
    return {
        "vkey": libro.registro.firmante.vkey,
        "testigos": [{"nombre": t.nombre, "vkey": t.vkey} for t in libro.politica.testigos],
        "cambios": _declaradas(libro, llaves.NOMBRE)[:-1],
        "de_acuses": _declaradas(libro, acuses.NOMBRE),
    }


def _declaradas(libro: Libro, nombre: str) -> list[dict[str, str]]:
    """De la más vieja a la vigente."""
    partes = [renglon.split(" ") for renglon in llaves.renglones(libro.registro.publico, nombre)]
    return [
        {
            "estado": estado,
            "hojas": hojas,
            "fecha": fecha,
            "dia": en_palabras(datetime.fromisoformat(fecha).date()),
            "vkey": vkey,
        }
        for estado, hojas, fecha, vkey in partes
    ]


def _en_cadena(anteriores: dict[str, str]) -> list[str]:
    """Cada uno después del que nombra como anterior."""
    pendientes, orden = dict(anteriores), list[str]()
    while pendientes:
        listos = [h for h, anterior in pendientes.items() if anterior not in pendientes]
        orden += listos
        for listo in listos or list(pendientes):
            del pendientes[listo]
    return orden


def _origen(publico: Path) -> str:
    """El que ya tenga: si la dirección de la instalación cambia, el registro sigue siendo el mismo."""
    punto = publico / "checkpoint"
    return punto.read_text(encoding="utf-8").partition("\n")[0] if punto.exists() else ""


def _direccion() -> str:
    partes = urlsplit(settings.URL_PUBLICA)
    return f"{partes.scheme}://{partes.netloc}{partes.path.rstrip('/')}/log"
