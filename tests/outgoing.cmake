naskah_unit(diff svc)
naskah_unit(lease svc)
