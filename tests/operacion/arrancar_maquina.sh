#!/bin/bash
# La corre `maquina.py` dentro de unshare: monta lo que un sistema necesita, cambia de raíz y cede el paso a systemd.
set -eu
raiz=$1
mount --make-rprivate /
mount --bind "$raiz" "$raiz"
mount -t proc proc "$raiz/proc"
mount -t sysfs -o ro sysfs "$raiz/sys"
mount -t cgroup2 cgroup2 "$raiz/sys/fs/cgroup" || { mount -t tmpfs tmpfs "$raiz/sys/fs/cgroup"; mount -t cgroup2 cgroup2 "$raiz/sys/fs/cgroup"; }
for lugar in run tmp dev; do mount -t tmpfs -o mode=1777 tmpfs "$raiz/$lugar"; done
chmod 755 "$raiz/run" "$raiz/dev"
for aparato in null zero full random urandom tty; do
    touch "$raiz/dev/$aparato"
    mount --bind "/dev/$aparato" "$raiz/dev/$aparato"
done
ln -s /proc/self/fd "$raiz/dev/fd"
ln -s pts/ptmx "$raiz/dev/ptmx"
mkdir "$raiz/dev/shm" "$raiz/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$raiz/dev/shm"
mount -t devpts devpts "$raiz/dev/pts" -o newinstance,ptmxmode=0666
cp -L /etc/resolv.conf "$raiz/etc/resolv.conf"
ip link set lo up
cd "$raiz"
mkdir -p vieja
pivot_root . vieja
umount -l /vieja
exec env -i container=prueba PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system
