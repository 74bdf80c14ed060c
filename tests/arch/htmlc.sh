#!/usr/bin/env bash
# The compiler of pages refuses each template in which a placeholder could become code, an
# address or another attribute.  Usage: htmlc.sh HTMLC; each case names line and reason.
set -euo pipefail
htmlc=$(realpath "$1")
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
bad=0
printf '<b' >_open.html
printf '{{else}}' >_else.html
printf '{{#if a}}' >_if.html
printf '{{/if}}' >_end.html
printf '<a href="' >_quote.html

compile() { printf '{{!view x x.h}}\n%b' "$1" >x.html; "$htmlc" x.html x.c 2>err; }
no() { # LINE MESSAGE TEMPLATE
	if compile "$3"; then
		echo "taken: $3"; bad=1
	elif ! grep -qE "^_?[a-z]+[.]html:$1: .*$2" err; then
		echo "$3: expected $1: $2, got $(cat err)"; bad=1
	fi
}
yes() { # TEMPLATE WHAT-THE-C-MUST-HOLD
	compile "$1" || { echo "refused: $1: $(cat err)"; bad=1; return 0; }
	grep -qF "$2" x.c || { echo "$1: no $2"; bad=1; }
}

place='placeholder not allowed'
# code
no 2 "$place" '<script>{{a}}</script>'
no 2 "$place" '<SCRIPT>{{a}}</SCRIPT>'
no 3 "$place" '<script >\n{{a}}</script>'
no 2 'nothing may stand' '<sCript>let a</script>'
no 2 "$place" '<script type="{{a}}"></script>'
no 2 "a '<' inside this element" '<script></scripty></script>'
no 2 'this element is barred' '<style>a</style>'
no 2 'this element is barred' '<STYLE>{{a}}</STYLE>'
no 2 'this attribute is barred: onclick' '<a onclick="f({{a}})">'
no 2 'this attribute is barred: onclick' '<a ONCLICK="f({{a}})">'
no 2 'this attribute is barred: onclick' '<a/onclick="f({{a}})">'
no 2 'this attribute is barred: onclick' '<a href="x"/onclick="{{a}}">'
no 3 'this attribute is barred: onclick' '<a\nonclick\n=\n"{{a}}">'
no 2 'this attribute is barred: onclick' '<a onclick ="{{a}}">'
no 2 'this attribute is barred: style' '<a STYLE = "{{a}}">'
no 2 'this attribute is barred: srcdoc' '<iframe srcdoc="{{a}}">'
no 2 'this attribute is barred: hx-on:click' '<a hx-on:click="{{a}}">'
no 2 'this attribute is barred: hx-on::after-swap' '<a hx-on::after-swap="x">'
no 2 'this attribute is barred: hx-on' '<a data-hx-on="{{a}}">'
no 2 'this attribute is barred: hx-vars' '<a data-hx-vars="{{a}}">'
no 2 "$place" '<a hx-vals="{{a}}">'
no 2 "$place" '<a data-hx-headers="{{a}}">'
no 2 "$place" '<a hx-trigger="{{a}}">'
no 2 'this element is barred' '<object data="{{a}}">'
no 2 'this element is barred' '<base href="{{a}}">'
no 2 'this element is barred' '<svg><animate to="{{a}}"/></svg>'
no 2 'no address of ours' '<a href="JavaScript:x">'
# addresses
no 2 "$place" '<img srcset="{{a}}">'
no 2 "$place" '<a ping="{{a}}">'
no 2 "$place" '<meta http-equiv="refresh" content="{{a}}">'
no 2 'an address must begin with its placeholder' '<a href="/x?{{a}}">'
no 2 'an address must begin with its placeholder' '<a href="{{a}}{{a}}">'
for attr in href src action formaction poster data cite background hx-get data-hx-post HREF; do
	yes "<a $attr=\"{{a}}\">" 'HTML_PUT_URL(b, s0->a)'
done
# values
no 2 'must be quoted' '<a title={{a}}>'
no 2 'must be quoted' '<a title= {{a}}>'
no 2 'must be quoted' '<a title>=</a><a title=x>'
no 2 "$place" "<a title='{{a}}'>"
no 2 'a blank must stand between' '<a title="x"href="y">'
no 2 "$place" '<a title="x"{{a}}>'
no 2 "$place" '<a {{a}}>'
no 2 'a character that no name has' '<a "x">'
no 2 'a character that no name has' '<a x<b>'
no 2 "$place" '<a t{{a}}="x">'
no 2 'an end tag has no attributes' '</a title="{{a}}">'
# tags, comments
no 2 "a '<' that begins no tag" '<{{a}}>'
no 2 "a '<' that begins no tag" '</{{a}}>'
no 2 "a '<' that begins no tag" '1 < 2'
no 2 "a '<' that begins no tag" '<?php {{a}} ?>'
no 2 "a '<' that begins no tag" '<!ENTITY {{a}}>'
no 2 'a character that no name has' '<b{{a}}>'
no 2 "$place" '<!-- {{a}} -->'
no 2 'a comment that ends where it begins' '<!--> {{a}} -->'
no 2 'a comment that ends where it begins' '<!---> {{a}} -->'
no 2 'a comment ends with' '<!-- x --!> {{a}} -->'
no 2 "a '<' inside this element" '<title><b title="{{a}}"></title>'
no 2 "a '<' inside this element" '<textarea></textare>'
no 2 'inside a tag' '<a href="x"'
no 2 'inside a tag' '<!-- x'
no 2 'inside a tag' '<textarea>'
# the ways through a section
ways='the ways through the section end in different places'
no 2 "$ways" '{{#if a}}<a title="{{else}}<b>{{/if}}'
no 2 "$ways" '<a {{#if a}}title="x{{/if}}">'
no 2 "$ways" '<a title="{{#if a}}"{{else}}{{/if}} x>'
no 2 "$ways" '{{#if a}}<textarea>{{/if}}{{a}}'
no 2 "$ways" '{{#unless a}}<!--{{/unless}}'
no 2 "$ways" '{{#each a}}<b title="{{/each}}'
no 2 "$ways" '{{#if a}}<a href="{{else}}<a title="{{/if}}{{a}}">'
no 2 'a blank must stand between' '<a {{#if a}}t{{/if}}itle="{{a}}">'
no 2 'a blank must stand between' '<a {{#if a}}t{{else}}u{{/if}}itle="{{a}}">'
no 2 'a blank must stand between' '<a t{{#if a}}itle="{{a}}"{{/if}}>'
no 2 'a blank must stand between' '<a title{{#if a}}="{{a}}"{{/if}}>'
no 2 'no loop' '<a {{#each a}}x {{/each}}>'
no 2 'no section may stand here' "<a title='{{#if a}}x{{/if}}'>"
no 2 'no section may stand here' '<!-- {{#if a}} -->{{/if}}'
no 2 'else without if' '{{#if a}}1{{else}}2{{else}}3{{/if}}'
no 2 'else without if' '{{#each a}}1{{else}}2{{/each}}'
no 2 'mismatched close' '{{#if a}}{{/each}}'
no 3 'unclosed section' 'x\n{{#if a}}'
# fragments
no 2 'bad fragment name' '{{>..\/open}}'
no 2 'a fragment may stand in text only' '<a title="{{>_quote}}">'
no 1 'the fragment ends inside' '{{>_open}}'
no 1 'the fragment ends inside' 'x{{>_quote}}">'
no 1 'no section is open here' '{{#if a}}{{>_else}}{{/if}}'
no 1 'no section is open here' '{{#if a}}{{>_end}}'
no 1 'section crosses the end' '{{>_if}}{{/if}}'

yes '<p>{{a}}</p>' 'HTML_PUT(b, s0->a)'
yes '<title>{{a}}</title><TEXTAREA\n>{{a}}</textarea >' 'HTML_PUT_ATTR(b, s0->a)'
yes '<a href="x" {{#if a}}title="{{a}}"{{/if}}>' 'HTML_PUT_ATTR(b, s0->a)'
yes '<option {{#if a}}selected{{/if}} value = "{{a}}"/>' 'HTML_PUT_ATTR(b, s0->a)'
yes '<a class="x {{#if a}}y{{else}}z{{/if}}" title="<>{{a}}">' 'HTML_PUT_ATTR(b, s0->a)'
exit $bad
