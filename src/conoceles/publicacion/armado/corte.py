"""Componer lo de un corte: archivos de datos, gráficas, descargas y la estadística."""

from __future__ import annotations

import json
from collections.abc import Sequence

from conoceles.bitacora import compuerta
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import Publicado, publica
from conoceles.nucleo.nucleos import Hacer
from conoceles.publicacion.api.publicar import CARPETA as DE_API
from conoceles.publicacion.archivos import descargas, paquete_de_fotos
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.leer import Leido
from conoceles.publicacion.busqueda import buscador, trozos
from conoceles.publicacion.datos import graficas
from conoceles.publicacion.datos.archivos import Archivos
from conoceles.publicacion.instantanea import materiales
from conoceles.publicacion.instantanea.pagina import en_espanol, en_lengua
from conoceles.publicacion.lectura import fotos, textos
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha
from conoceles.publicacion.sitio import indice, sitio_de

_DE_DATOS = (".csv", ".json", ".jsonld", ".txt", ".xlsx")
DEL_CORTE = ("datos/", graficas.CARPETA, "descargas/", trozos.CARPETA, buscador.ARCHIVO)


class Corte:
    """Se abre con la hora de la corrida, recibe la elección por tandas y al cerrar deja todo en la obra."""

    def __init__(self, corrida: Corrida, *, completa: bool, hacer: Hacer | None = None) -> None:
        """`hacer`: quién dibuja; si no se dice, este proceso, y otro lo que pida mucha memoria."""
        self._corrida, self._hacer = corrida, hacer
        asentar(corrida.clave, ahora=corrida.ahora)
        contados = _los_de_antes(corrida) or publica(corrida.clave, de_cero=completa)
        self._indicadores = [i for i in contados if i["clase"] not in corrida.comun.detenido]
        self._en_lenguas: frozenset[str] = frozenset()  # lo que se descarga, de lo que alguien tradujo
        self._texto = textos.momento(corrida.ahora, corrida.marco.definicion.calendario.zona)
        taller = corrida.obra.taller()
        self._datos = Archivos(
            corrida.marco, taller, self._indicadores, corrida.ahora, corrida.url, corrida.sellos.llave
        )
        corrida.obra.al_soltar(self._datos.soltar)
        self._graficas()

    def recibir(self, leido: Leido) -> None:
        """Sus renglones y las descargas de sus boletas."""
        self._corrida.sellos.preparar([ficha.folio for ficha in leido.fichas])
        self._datos.agregar(zip(leido.filas, leido.fichas, strict=True))
        # A la vez: si no, cada descarga pediría las suyas y se harían de una en una.
        fotos.preparar_todas(fotos.de_fichas(leido.fichas), self._corrida.obra.arbol.objetos)
        for boleta in sitio_de.contiendas(self._corrida.marco, leido.fichas, solo=leido.contiendas):
            _descarga(self._corrida, boleta, self._texto)

    def cerrar(self, ligeras: list[Ficha]) -> None:
        """Los archivos, las gráficas y las páginas que los enlazan; anota la hora del corte."""
        corrida, indicadores = self._corrida, self._indicadores
        self._archivos()
        _paquete(corrida, ligeras)
        meta = corrida.obra.estado.meta
        meta["corte"] = corrida.ahora.isoformat(timespec="seconds")
        meta["corte_indicadores"] = json.dumps(indicadores, default=str)
        sitio = corrida.sitio(ligeras)
        de_materiales = materiales.EnLenguas(corrida.obra).generales() if corrida.lenguas else frozenset()
        horas = corrida.marco.definicion.cortes_datos
        for pagina in indice.datos(sitio, self._texto, corrida.obra.archivos, indicadores, horas):
            for una in corrida.ediciones(pagina, self._en_lenguas | de_materiales):
                corrida.obra.pagina(una)

    def _archivos(self) -> None:
        """Los de este corte. El que ya no se hace se retira: quedaría con lo de quien después se fue."""
        obra, hechos = self._corrida.obra, self._datos.cerrar()
        for ruta, origen in hechos.items():
            obra.mover(ruta, origen)
        sueltos = (r for r in obra.archivos if r.startswith("datos/") and r.count("/") == 1)
        for ruta in [r for r in sueltos if r.endswith(_DE_DATOS) and r not in hechos]:
            obra.quitar(ruta)

    def _graficas(self) -> None:
        """Antes de leer a nadie, que es cuando menos memoria está ocupada: dibujar una de muchas barras pide mucha."""
        obra = self._corrida.obra
        for ruta, contenido in graficas.archivos(self._indicadores, hacer=self._hacer).items():
            obra.poner(ruta, contenido)
        for ruta in graficas.sin_cifras(self._indicadores):
            obra.quitar(ruta)
        self._en_lenguas = self._traducidos()

    def _traducidos(self) -> frozenset[str]:
        """Las gráficas y tablas en cada lengua; las que ya no lo están se retiran."""
        obra, hechos = self._corrida.obra, dict[str, bytes]()
        for lengua in self._corrida.lenguas:
            hechos |= graficas.archivos(self._indicadores, lengua.clave, lengua.voz.marcado, self._hacer)
        antes = (
            r for r in obra.archivos if r != (suya := en_espanol(r)) and suya.startswith(graficas.CARPETA)
        )
        for ruta in [r for r in antes if r.endswith(graficas.TIPOS) and r not in hechos]:
            obra.quitar(ruta)
        for ruta, contenido in hechos.items():
            obra.poner(ruta, contenido)
        return frozenset(hechos)


def _los_de_antes(corrida: Corrida) -> list[Publicado]:
    """Los del último corte, si lo que hoy se contaría no es lo que los actos dejaron; vacío, si se cuentan."""
    antes = str(corrida.obra.estado.meta.get("corte_indicadores", ""))
    if not antes or not compuerta.cerrada(compuerta.Efecto.CUENTAS_DEL_CORTE, corrida.clave):
        return []
    contados: list[Publicado] = json.loads(antes)
    return contados


def _paquete(corrida: Corrida, ligeras: Sequence[Ficha]) -> None:
    """Las fotografías en un solo archivo, que cambia con ellas."""
    hecho = paquete_de_fotos.preparar(ligeras, corrida.obra.arbol.objetos)
    corrida.obra.quitar(paquete_de_fotos.RUTA)
    if hecho is not None:
        corrida.obra.enlazar(paquete_de_fotos.RUTA, hecho)


def _descarga(corrida: Corrida, boleta: ContiendaPublica, texto: str) -> None:
    """La suya en cada lengua; de la que se quedó sin nadie, ninguna."""
    obra = corrida.obra
    una = descargas.de_boleta(corrida.comun, boleta, obra.arbol.objetos, corrida.url, texto)
    for suya in corrida.ediciones(una):
        if boleta.fichas:
            obra.poner(suya.ruta, suya.componer().encode(), [f.folio for f in boleta.fichas])
        else:
            obra.quitar(suya.ruta)


def conservar(corrida: Corrida) -> None:
    """Entre cortes, los archivos de datos son los del último corte."""
    if corrida.con_perfiles:
        obra = corrida.obra
        carpetas = ("", *(en_lengua(lengua.clave, "") for lengua in corrida.lenguas))
        suyas = [r for c in carpetas for comienzo in DEL_CORTE for r in obra.archivos.bajo(f"{c}{comienzo}")]
        for ruta in suyas:
            if not en_espanol(ruta).startswith(DE_API):
                obra.conservar(ruta)
