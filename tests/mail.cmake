naskah_unit(mail dispatch base)
