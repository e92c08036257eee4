"""Reescribir el llavero sin ser su dueño: en PostgreSQL, a quien no lo es `VACUUM` no le hace nada, y ni se queja."""

from __future__ import annotations

REESCRIBE = "conoceles_reescribir_llavero"
# La crea el dueño; `CLUSTER` copia la tabla sin lo muerto y, al revés que `VACUUM`, se puede dar desde una función.
PARA_REESCRIBIR = f"""CREATE OR REPLACE FUNCTION {REESCRIBE}() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS 'BEGIN CLUSTER identidad_llave USING identidad_llave_pkey; END';
REVOKE ALL ON FUNCTION {REESCRIBE}() FROM PUBLIC"""
