"""El testigo: lo corre un partido, el INE o una universidad, y cofirma solo lo que extiende lo que ya vio."""
