naskah_unit(diff svc)
