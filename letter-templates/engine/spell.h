/* spell.h - numbers and dates in words, as official letters write them.  Private.
 *
 * SOURCE  EYD; Permendagri 54/2009 (berita acara: hari, tanggal, bulan, tahun dengan
 *         huruf); UU 12/2011 (diktum KESATU, KEDUA; angka Romawi for chapters).
 */
#ifndef TPL_SPELL_H
#define TPL_SPELL_H
#include <stdint.h>
#include "arena.h"
#include "clock.h"

/* 1945 → "seribu sembilan ratus empat puluh lima"; from 10^15 on the figures. */
struct str tpl_spell_number(struct arena *, uint64_t);
/* 1 → "kesatu", 12 → "kedua belas". */
struct str tpl_spell_ordinal(struct arena *, uint64_t);
/* 12 → "Kedua Belas", as in Bagian Kedua Belas. */
struct str tpl_spell_nth(struct arena *, uint64_t);
/* "Senin tanggal sepuluh bulan Februari tahun dua ribu dua puluh tiga" */
struct str tpl_spell_day(struct arena *, struct day);
/* 14 → "XIV"; 0 and from 4000 on the figures. */
struct str tpl_spell_roman(struct arena *, unsigned);
#endif
