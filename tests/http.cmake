naskah_unit(http http)
