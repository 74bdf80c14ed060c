naskah_unit(numbering_rule numbering)
naskah_unit(num_ledger numbering)
