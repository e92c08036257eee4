"""El marco de las pantallas privadas: plantilla base, archivos estáticos, páginas de error y etiquetas."""
