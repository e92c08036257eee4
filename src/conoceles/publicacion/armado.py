"""Qué se rehace en una publicación: todo, o las boletas que tocó la bitácora y lo que depende de ellas."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from conoceles.bitacora.estados import Estado
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.expediente.notas import Notas, notas_de
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.api import pagina as pagina_de_api
from conoceles.publicacion.api import publicar as api
from conoceles.publicacion.archivos import anexos, avisos_pdf, descargas, novedades_atom, paquete_de_fotos
from conoceles.publicacion.busqueda import buscador, indice_estatico, trozos
from conoceles.publicacion.datos import archivos_de_datos, graficas
from conoceles.publicacion.fase import Fase, por_publicar
from conoceles.publicacion.instantanea import materiales
from conoceles.publicacion.instantanea.arbol import sincronizar
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.lectura import consultas, fotos, textos
from conoceles.publicacion.lectura.consultas import Fila
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.lectura.fichas_de import fichas, marco
from conoceles.publicacion.lectura.sellos import Sellos
from conoceles.publicacion.sitio import historia, indice, lenguas, sitio_de
from conoceles.publicacion.sitio.boletas import paginas as boletas

MUCHAS = 300  # con menos candidaturas, abrir otros procesos tarda más que componer sus páginas


class Armado:
    """Decide y pone en la obra cada página y cada archivo."""

    def __init__(
        self, obra: Obra, definicion: Definicion, fase: Fase, *, inventado: bool, ahora: datetime
    ) -> None:
        self.obra, self.fase, self.ahora = obra, fase, ahora
        self.sellos = Sellos(definicion.clave, ahora)
        obra.llave_de_sello = self.sellos.llave
        self.marco = marco(definicion, fase, por_publicar(definicion, ahora))
        franja = procesos.franja_de(definicion, "sitio", ahora)
        self.comun = sitio_de.comun(self.marco, inventado=inventado, franja=franja)
        self.url = f"{settings.URL_PUBLICA}/{definicion.clave}/"
        self.con_perfiles = fase != "antes"
        self.validadas: list[str] = []
        self.leidos: set[str] = set()
        self.sin_archivo: dict[str, str] = {}  # folio → huella de la fotografía que espera
        self.completa = self._hay_idas = self._otro_elenco = False
        self._ligeras: list[Ficha] = []
        self._previas: dict[str, Ficha] = {}
        self._cambiadas: list[Ficha] = []
        self._pares: list[tuple[Fila, Ficha]] = []

    def todo(self) -> None:
        """Mira la elección entera; solo compone las páginas cuyos insumos cambiaron."""
        self.completa = True
        leidas = self._filas(None) if self.con_perfiles else []
        if len(leidas) >= MUCHAS:
            self.obra.repartir()
        completas = fichas(leidas, self.marco)
        self._pares = list(zip(leidas, completas, strict=True))
        sueltos = {
            **anexos.estaticos(self.comun),
            **anexos.verificar(),
            **avisos_pdf.archivos(self.marco.definicion),
            **(anexos.del_territorio(self.comun, self.marco, self.url) if self.con_perfiles else {}),
            **(api.esquemas() if self.con_perfiles else {}),
        }
        for ruta, contenido in sueltos.items():
            self.obra.poner(ruta, contenido)
        for pagina in indice.fijas(self.comun, self.marco):
            self.obra.pagina(pagina)
        self._carpeta("guia/", [*lenguas.paginas(self.comun, self.marco.definicion)])
        self.obra.pagina(indice.verificar(self.comun, self.marco, self._historia()))
        if not self.con_perfiles:
            self.obra.pagina(indice.antes(self.comun))
            return
        self._boletas(completas, {c.clave for c in self.marco.definicion.contiendas})
        self._concluidas(notas_de(proceso=self.marco.definicion.clave))
        self._ligeras, self._cambiadas = [indice.ligera(f) for f in completas], completas
        self._listas()
        self._portadas()

    def solo(self, folios: Collection[str]) -> None:
        """Vuelve a leer las boletas de esos folios y lo que depende de lo que cambie en ellas."""
        with self.obra.fijo():
            self._ligeras = self.obra.estado.fichas
        if not folios or not self.con_perfiles:
            return
        tocadas = set(consultas.contiendas_de(self.marco.definicion.clave, folios).values())
        tocadas |= {f.contienda for f in self._ligeras if f.folio in folios}
        self._previas = {f.folio: f for f in self._ligeras if f.contienda in tocadas}
        completas = fichas(self._filas(tocadas), self.marco)
        if (
            frentes := self._frentes_de(completas) - tocadas
        ):  # la lista que cambió va al reverso de otras boletas
            tocadas |= frentes
            self._previas |= {f.folio: f for f in self._ligeras if f.contienda in frentes}
            completas = fichas(self._filas(tocadas), self.marco)
        self._cambiadas = [f for f in completas if self._cambio(f)]
        idas = self._previas.keys() - {f.folio for f in completas}
        for folio in idas:
            self._retirar(folio)
        self._concluidas(notas_de(folios))
        if not self._cambiadas and not idas:
            return
        self._boletas(completas, tocadas)
        self._otro_elenco = self._previas.keys() != {f.folio for f in completas}
        previas, nuevas = list(self._previas.values()), [indice.ligera(f) for f in completas]
        self._hay_idas = bool(idas) or not materiales.presentes(previas) <= materiales.presentes(nuevas)
        if previas != nuevas:
            self._ligeras = self._mezclar(nuevas, tocadas)
        self._portadas()
        if [*map(indice.en_lista, previas)] != [*map(indice.en_lista, nuevas)]:
            self._listas()

    def _frentes_de(self, completas: Sequence[Ficha]) -> set[str]:
        """Las boletas que imprimen al reverso una lista con otras personas que las de antes."""
        antes: dict[str, list[str]] = {}
        ahora: dict[str, list[str]] = {}
        for grupo, lista in ((antes, list(self._previas.values())), (ahora, list(completas))):
            for ficha in lista:
                grupo.setdefault(ficha.contienda, []).append(f"{ficha.folio} {ficha.nombre}")
        otras = {c for c in antes.keys() | ahora.keys() if antes.get(c) != ahora.get(c)}
        return sitio_de.frentes(self.marco, otras)

    def datos(self) -> None:
        """Rehace los archivos de datos y anota la hora del corte."""
        clave = self.marco.definicion.clave
        asentar(clave, ahora=self.ahora)
        indicadores = [i for i in publica(clave) if i["clase"] not in self.comun.detenido]
        archivos = archivos_de_datos(self.marco, self._todas(), indicadores, self.ahora, self.url)
        for ruta, contenido in {**archivos, **graficas.archivos(indicadores)}.items():
            self.obra.poner(ruta, contenido)
        for ruta in graficas.sin_cifras(indicadores):
            self.obra.quitar(ruta)
        self._paquete()
        self.obra.estado.meta["corte"] = self.ahora.isoformat(timespec="seconds")
        self.obra.estado.meta["corte_indicadores"] = json.dumps(indicadores, default=str)
        texto = textos.momento(self.ahora, self.marco.definicion.calendario.zona)
        hechas = sitio_de.contiendas(self.marco, [ficha for _, ficha in self._todas()])
        for boleta in hechas:
            if boleta.fichas:
                paquete = descargas.archivo(self.comun, boleta, self.obra.arbol.objetos, self.url, texto)
                self.obra.poner(*paquete, [f.folio for f in boleta.fichas])
            else:
                self.obra.quitar(f"descargas/{boleta.clave}.html")
        sitio = sitio_de.completo(self.comun, self.marco, hechas)
        for pagina in indice.datos(sitio, texto, self.obra.archivos, indicadores):
            self.obra.pagina(pagina)

    def _paquete(self) -> None:
        """Las fotografías en un solo archivo, que cambia con ellas."""
        hecho = paquete_de_fotos.preparar((f for _, f in self._todas()), self.obra.arbol.objetos)
        self.obra.quitar(paquete_de_fotos.RUTA)
        if hecho is not None:
            self.obra.enlazar(paquete_de_fotos.RUTA, hecho)

    def cerrar(self, cabezas: dict[str, str]) -> str:
        """Fotografías, búsqueda y mapa; estrena si algo cambió. Devuelve la instantánea a la vista."""
        obra, estado = self.obra, self.obra.estado
        obra.recoger()
        sin_caras = self._fotos()
        if self.completa or self._hay_idas or sin_caras:
            self._dejar_de_enlazar(materiales.conservar(obra, self._ligeras))
        with obra.fijo():
            if self.completa:
                self._conservar_datos()
                obra.quitar_lo_demas()
            if self.completa or self._otro_elenco or obra.otras_direcciones:
                obra.poner("sitemap.xml", self._mapa())
            estado.fichas = self._ligeras
            if not obra.hay_cambios and not self._cambiadas:
                return obra.base
        parcial = obra.materializar()
        if self._cambiadas or self._hay_idas or (self.completa and self.con_perfiles):
            self._busqueda(parcial)
        if not obra.hay_cambios:
            return obra.base
        return self.estrenar(cabezas)

    def estrenar(self, cabezas: Mapping[str, str]) -> str:
        """Ya es seguro que habrá otra publicación: suma la que se servía a la historia, firma y cambia `actual`."""
        self._sumar_a_la_historia()
        corte = str(self.obra.estado.meta.get("corte", ""))
        cortes = {"datos": corte} if corte and self.con_perfiles else {}
        clave = self.marco.definicion.clave
        return self.obra.estrenar(proceso=clave, ahora=self.ahora, cabezas=cabezas, cortes=cortes)

    def _dejar_de_enlazar(self, idas: Collection[str]) -> None:
        """Quien listaba un material que se retira deja de enlazarlo hasta que la segunda vuelta lo rehaga."""
        if not idas:
            return
        sitio, de_quienes = self._sitio(), {ruta.split("/")[2] for ruta in idas if ruta.count("/") > 2}
        for boleta in sitio.contiendas:
            folios = [f.folio for f in boleta.fichas]
            if folios and de_quienes & {boleta.clave, *folios}:
                pagina = boletas.materiales_de_boleta(self.comun, boleta, self.obra.archivos)
                self.obra.estado.anotar_pagina(pagina.ruta, None)
                self.obra.pagina(pagina, folios)
        self.obra.pagina(indice.para_difundir(sitio, self.obra.archivos))

    def _mapa(self) -> bytes:
        """Todas las páginas, menos las notas de quienes concluyeron; del archivo, ninguna: piden no indexarse."""
        if self.marco.fase == "archivo":
            return anexos.mapa(self.marco.definicion.clave, ())
        vivas = {f"candidaturas/{f.folio}/index.html" for f in self._ligeras} | {"candidaturas/index.html"}
        rutas = (r for r in self.obra.archivos if r in vivas or not r.startswith("candidaturas/"))
        return anexos.mapa(self.marco.definicion.clave, rutas)

    def _historia(self) -> list[dict[str, Any]]:
        """La ya publicada; vacía la primera vez."""
        if historia.RUTA not in self.obra.archivos:
            return []
        self.obra.conservar(historia.RUTA)
        return historia.desde_json((self.obra.arbol.ruta(self.obra.base) / historia.RUTA).read_bytes())

    def _sumar_a_la_historia(self) -> None:
        """La que se servía pasa a la historia."""
        if self.obra.anterior is None or self.obra.huella_anterior is None:
            return
        nueva = historia.sumar(self._historia(), self.obra.huella_anterior, self.obra.anterior)
        self.obra.poner(historia.RUTA, historia.a_json(nueva))
        self.obra.pagina(indice.verificar(self.comun, self.marco, nueva))

    def _filas(self, contiendas: Collection[str] | None) -> list[Fila]:
        todas = consultas.filas(
            self.marco.definicion, contiendas=contiendas, con_identidad=self.fase != "archivo"
        )
        leidas = [f for f in todas if f.contienda not in self.marco.por_publicar]
        self.leidos |= {f.folio for f in leidas}
        self.sin_archivo |= {f.folio: f.sin_archivo for f in leidas if f.sin_archivo}
        self.validadas += [
            f.folio for f in leidas if f.datos["estado"] == Estado.VALIDADA and not f.sin_archivo
        ]
        return leidas

    def _todas(self) -> list[tuple[Fila, Ficha]]:
        """Todas las candidaturas; las de una publicación completa ya están a mano."""
        if not self._pares:
            leidas = self._filas(None)
            self._pares = list(zip(leidas, fichas(leidas, self.marco), strict=True))
        return self._pares

    def _cambio(self, ficha: Ficha) -> bool:
        pagina = indice.perfil(self.comun, ficha, self.url)
        return self.obra.estado.huella(pagina.ruta) != pagina.huella(self.obra.llave)

    def _boletas(self, completas: Sequence[Ficha], tocadas: Collection[str]) -> None:
        self.sellos.preparar([f.folio for f in completas])
        for ficha in completas:
            self._perfil(ficha)
        resto = [f for f in self._ligeras if f.contienda not in tocadas]
        for boleta in sitio_de.contiendas(self.marco, [*completas, *resto], solo=tocadas):
            self._una_boleta(boleta)

    def _perfil(self, ficha: Ficha) -> None:
        """Su página, su ficha en JSON y su documento para programas."""
        pagina = indice.perfil(self.comun, ficha, self.url)
        if self.obra.al_dia(pagina):
            self.obra.conservar(indice.ficha(ficha.folio))
            self.obra.conservar(api.ruta_de_perfil(ficha.folio))
            return
        con_su_hoja = replace(pagina, componer=partial(pagina.componer, self._ficha(ficha)))
        self.obra.encargar(con_su_hoja, indice.quienes(ficha))
        api.poner_perfil(self.obra, self.comun, ficha, self.url, self.ahora)

    def _ficha(self, ficha: Ficha) -> str:
        """La pone en JSON y devuelve la hoja de su renglón, que su página dice en el QR."""
        ruta = indice.ficha(ficha.folio)
        self.obra.poner(ruta, anexos.de_ficha(ficha, self.comun.filtros), indice.quienes(ficha))
        return self.obra.archivos[ruta].hoja.hex()

    def _una_boleta(self, boleta: ContiendaPublica) -> None:
        """La página de la boleta, la tarjeta para otros sitios y sus novedades."""
        novedades = f"contiendas/{boleta.clave}/novedades.atom"
        folios = [f.folio for f in boleta.fichas]
        if "incrustar" not in self.comun.detenido:
            self.obra.encargar(boletas.incrustada(self.comun, boleta), folios)
        if self.obra.encargar(boletas.boleta(self.comun, boleta, self.url), folios):
            if "novedades" not in self.comun.detenido:
                self.obra.poner(novedades, novedades_atom.feed(self.comun, boleta, self.url), folios)
        else:
            self.obra.conservar(novedades)
        if self.comun.temas:
            por_tema = [*boletas.temas_de_boleta(self.comun, boleta)]
            self._carpeta(f"contiendas/{boleta.clave}/temas/", por_tema, folios)
        practicar = boletas.para_practicar(self.comun, boleta)
        self._carpeta(f"contiendas/{boleta.clave}/practicar/", practicar, folios)
        self._carpeta(f"contiendas/{boleta.clave}/fuerza-", boletas.planillas(self.comun, boleta), folios)
        api.poner_boleta(self.obra, self.comun, boleta, self.url, self.ahora)
        if boleta.fichas:
            self.obra.encargar(boletas.materiales_de_boleta(self.comun, boleta, self.obra.archivos), folios)
        else:
            self.obra.quitar(f"{materiales.CARPETA}contiendas/{boleta.clave}/index.html")

    def _carpeta(self, prefijo: str, hechas: Sequence[Pagina], de: Collection[str] = ()) -> None:
        """Las páginas que hay según quiénes están, como las planillas o los temas; la que se quedó sin nadie se retira."""
        for ruta in set() if self.completa else self.obra.paginas_en(prefijo) - {p.ruta for p in hechas}:
            self.obra.quitar(ruta)
        for pagina in hechas:
            self.obra.encargar(pagina, de)

    def _listas(self) -> None:
        lista = indice.alfabeto(self._sitio(), resumir([*map(indice.en_lista, self._ligeras)]))
        self.obra.pagina(lista, [f.folio for f in self._ligeras])

    def _portadas(self) -> None:
        sitio = self._sitio()
        for pagina in indice.portadas(sitio, self.marco, self._hasta(), self.url):
            con_nombres = pagina.ruta == "secciones/index.html"
            self.obra.pagina(pagina, [f.folio for f in self._ligeras] if con_nombres else ())
        self.obra.pagina(indice.para_difundir(sitio, self.obra.archivos))
        if sitio.temas:
            self._carpeta("temas/", [*boletas.temas_de_la_eleccion(sitio)])
        self.obra.pagina(pagina_de_api.portada(sitio))

    def _sitio(self) -> SitioPublico:
        """El sitio con sus boletas y sus cuentas."""
        return sitio_de.completo(self.comun, self.marco, sitio_de.contiendas(self.marco, self._ligeras))

    def _hasta(self) -> str:
        """De cuándo es lo más reciente que muestra el sitio, como se lee."""
        definicion = self.marco.definicion
        ultima = consultas.ultima_actualizacion(definicion)
        return textos.momento(ultima, definicion.calendario.zona) if ultima else ""

    def _mezclar(self, nuevas: Sequence[Ficha], tocadas: Collection[str]) -> list[Ficha]:
        """Las ligeras de siempre con las boletas tocadas en su lugar y en su orden."""
        orden = {c.clave: c.orden for c in self.marco.definicion.contiendas}
        quedan = [f for f in self._ligeras if f.contienda not in tocadas]
        return sorted([*quedan, *nuevas], key=lambda f: orden[f.contienda])  # `sorted` conserva la boleta

    def _concluidas(self, notas: Mapping[str, Notas]) -> None:
        """En la dirección de quien concluyó queda una nota neutra."""
        concluidas = {folio: nota for folio, nota in notas.items() if nota.conclusion}
        if not concluidas:
            return
        boletas = consultas.contiendas_de(self.marco.definicion.clave, concluidas)
        for folio, nota in concluidas.items():
            self.obra.pagina(indice.concluida(self.comun, folio, nota, boletas[folio]))

    def _retirar(self, folio: str) -> None:
        self.obra.quitar(f"candidaturas/{folio}/index.html")
        self.obra.quitar(f"candidaturas/{folio}.json")
        self.obra.quitar(api.ruta_de_perfil(folio))

    def _conservar_datos(self) -> None:
        """Entre cortes, los archivos de datos son los del último corte."""
        if self.con_perfiles:
            self.obra.vivas |= {
                r
                for r in self.obra.archivos
                if r.startswith(("datos/", graficas.CARPETA, "descargas/", trozos.CARPETA, buscador.ARCHIVO))
                and not r.startswith(api.CARPETA)
            }

    def _fotos(self) -> bool:
        """Enlaza las que se estrenan, conserva las que siguen y retira las que ya nadie muestra; dice si retiró alguna."""
        obra = self.obra
        with obra.fijo():
            mostradas = fotos.de_fichas(self._ligeras)
            publicadas = {r for r in obra.archivos if r.startswith("fotos/")}
            siguen = {r for r in publicadas if r[6:70] in mostradas}
        obra.vivas |= siguen
        for sobrante in publicadas - siguen:
            obra.quitar(sobrante)
        cuantos = Counter(r[6:70] for r in siguen)
        nuevas = {h for h in mostradas if cuantos[h] < len(fotos.HECHOS)}  # o a la que le falta un tamaño
        for ruta in fotos.preparar_todas(nuevas, obra.arbol.objetos) if nuevas else ():
            obra.enlazar(f"fotos/{ruta.name}", ruta)
        return bool(publicadas - siguen)

    def _busqueda(self, carpeta: Path) -> None:
        sitio, hasta = self._sitio(), self._hasta()
        remendados: list[str] | None = [f.folio for f in self._cambiadas]
        try:
            if self.completa:
                raise buscador.FaltanFichas
            buscador.remendar(carpeta, sitio, self._ligeras, self._cambiadas, self._previas, hasta)
        except buscador.FaltanFichas:
            buscador.escribir(carpeta, sitio, [f for _, f in self._todas()], hasta)
            remendados = None
        archivo = carpeta / buscador.ARCHIVO
        indice_estatico.poner(self.obra, carpeta, archivo, remendados)
        with self.obra.fijo():
            self.obra.anotar(buscador.ARCHIVO, archivo.read_bytes())
            sincronizar([archivo])
