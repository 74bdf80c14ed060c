naskah_unit(numbering_rule numbering)
