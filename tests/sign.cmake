naskah_unit(sign sign)
