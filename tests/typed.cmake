naskah_unit(typed templates)
naskah_fuzz(html templates)
