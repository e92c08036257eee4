"""Leer un archivo ajeno con `padron.toml`: del renglón como viene al renglón que el importador entiende."""

from conoceles.candidaturas.padron.mapa.hojas import con_mapa, mapear

__all__ = ["con_mapa", "mapear"]
