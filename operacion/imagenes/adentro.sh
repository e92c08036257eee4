#!/bin/sh
# Lo da mmdebstrap con la raíz ya instalada. $1: la raíz; $2: la carpeta con programa.tar y bibliotecas/.
set -eu
raiz=$1
taller=$2
opt="$raiz/opt/conoceles"
export PYTHONHASHSEED=0

# Qué quedó puesto, con la huella que Debian firma.
chroot "$raiz" dpkg-query -W -f '${Package}=${Version}\n' | sort |
    chroot "$raiz" xargs apt-cache show --no-all-versions |
    awk '/^Package:/ {p=$2} /^Version:/ {v=$2} /^SHA256:/ {print p, v, $2}' | LC_ALL=C sort -u >"$taller/paquetes"

# El programa y sus bibliotecas, de root y de nadie más: quien corre no puede cambiarlos.
mkdir -p "$opt/.venv/bin" "$opt/.venv/lib/python3.13"
tar -C "$opt" --no-same-owner -xf "$taller/programa.tar"
cp -r "$taller/bibliotecas" "$opt/.venv/lib/python3.13/site-packages"
ln -s /usr/bin/python3 "$opt/.venv/bin/python"
printf 'home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.13\n' >"$opt/.venv/pyvenv.cfg"
cp "$opt/requirements/produccion.txt" "$opt/.venv/produccion.txt"
chmod -R u=rwX,go=rX "$opt"
# Compilado de antemano (la raíz es de solo lectura) y por huella, no por fecha.
chroot "$raiz" /opt/conoceles/.venv/bin/python -m compileall -q --invalidation-mode unchecked-hash \
    /opt/conoceles/src /opt/conoceles/.venv/lib || true
ln -s /opt/conoceles/conoceles "$raiz/usr/local/bin/conoceles"

# Con sus números dichos: compose.yaml los nombra, y un grupo de sistema tomaría el que esté libre.
while read -r uid nombre casa; do
    chroot "$raiz" groupadd --system --gid "$uid" "$nombre"
    chroot "$raiz" useradd --system --uid "$uid" --gid "$uid" --home-dir "$casa" --shell /usr/sbin/nologin "$nombre"
done <<FIN
10001 conoceles /var/lib/conoceles
10002 conoceles-lector /nonexistent
10003 conoceles-captura /nonexistent
FIN
chroot "$raiz" groupadd --system --gid 10010 conoceles-archivos
chroot "$raiz" usermod --append --groups conoceles-archivos conoceles-captura
chroot "$raiz" usermod --append --groups conoceles-archivos,conoceles-captura conoceles
for carpeta in conoceles conoceles/sitio conoceles/visitas; do
    install -d -o 10001 -g 10001 "$raiz/var/lib/$carpeta"
done
for carpeta in archivos archivos_identidad; do
    install -d -o 10001 -g 10010 -m 2770 "$raiz/var/lib/conoceles/$carpeta"
done
install -d -o 10001 -g 10001 "$raiz/srv/conoceles"
install -d -o 10001 -g 10001 -m 700 "$raiz/var/backups/conoceles" "$raiz/var/backups/conoceles-llaves"
chown 10002:33 "$raiz/var/lib/conoceles/visitas" && chmod 2775 "$raiz/var/lib/conoceles/visitas"

# Nada que suba de privilegio, ni llaves o bases hechas al instalar, ni el nombre de la máquina que armó esto.
find "$raiz" -xdev -type f -perm /6000 -exec chmod ug-s {} +
rm -rf "$raiz/var/lib/postgresql" "$raiz"/etc/postgresql/* "$raiz/etc/ssl/private" "$raiz"/etc/ssl/certs/ssl-cert-snakeoil.pem \
    "$raiz"/var/log/* "$raiz"/var/cache/debconf/*-old "$raiz"/etc/nginx/sites-enabled/default
find "$raiz/etc/ssl/certs" -xtype l -delete
mkdir -m 700 "$raiz/var/lib/postgresql"
chroot "$raiz" chown postgres:postgres /var/lib/postgresql
mkdir -p "$raiz/etc/ssl/conoceles"
: >"$raiz/etc/hostname"
: >"$raiz/etc/resolv.conf"
