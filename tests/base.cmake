naskah_unit(base base)
