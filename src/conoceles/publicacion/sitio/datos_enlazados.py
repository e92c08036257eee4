"""JSON-LD y Open Graph: lo que leen los buscadores y las redes, sin nada que la página no diga."""

from __future__ import annotations

import json

from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico


def de_ficha(ficha: Ficha, url: str) -> str:
    """La persona como `schema.org/Person`. `url` es la raíz pública de la elección."""
    datos: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": ficha.nombre,
        "url": f"{url}candidaturas/{ficha.folio}/",
        "description": f"{ficha.cargo_nombre}, {ficha.ambito}. {ficha.fuerza.nombre}.",
        "identifier": ficha.folio,
    }
    if ficha.sobrenombre:
        datos["alternateName"] = ficha.sobrenombre
    if ficha.foto:
        datos["image"] = url + ficha.foto.grande
    return _incrustable(datos)


def de_contienda(contienda: ContiendaPublica, sitio: SitioPublico, url: str) -> str:
    """La boleta como lista ordenada de personas."""
    elementos = [
        {
            "@type": "ListItem",
            "position": lugar,
            "name": f.nombre,
            "url": f"{url}candidaturas/{f.folio}/",
        }
        for lugar, f in enumerate(contienda.fichas, 1)
    ]
    return _incrustable(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": f"{contienda.nombre}. {sitio.nombre}",
            "url": f"{url}contiendas/{contienda.clave}/",
            "itemListElement": elementos,
        }
    )


def _incrustable(datos: dict[str, object]) -> str:
    """JSON que no puede cerrar el `<script>` que lo contiene."""
    texto = json.dumps(datos, ensure_ascii=False, separators=(",", ":"))
    return texto.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
