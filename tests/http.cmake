naskah_unit(http http)
naskah_unit(form http)
