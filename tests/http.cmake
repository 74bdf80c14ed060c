naskah_unit(http http)
naskah_unit(http_slow http)
naskah_unit(form http)
