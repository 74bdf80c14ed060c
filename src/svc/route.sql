-- Templates of dispositions, and the rules that propose them.

-- name: route_templates
/* scan: some dozens of an office */
SELECT id, name, addressees, instructions, note FROM dispose_template
WHERE ended_ms IS NULL ORDER BY name, id LIMIT 200;

-- name: route_template_put
INSERT INTO dispose_template (name, addressees, instructions, note, account_id, at_ms)
VALUES (:name, :to, :instructions, :note, :account, :at);

-- name: route_template_end
UPDATE dispose_template SET ended_ms = :at WHERE id = :id AND ended_ms IS NULL;

-- name: route_template_used
/* scan: some dozens of an office */
SELECT count(*) FROM route_rule WHERE template_id = :id AND ended_ms IS NULL;

-- name: route_rules
/* scan: some dozens of an office */
SELECT r.id, r.template_id, t.name, r.sender, r.class, r.words, t.addressees, t.instructions, t.note
FROM route_rule r JOIN dispose_template t ON t.id = r.template_id
WHERE r.ended_ms IS NULL ORDER BY r.id LIMIT 200;

-- name: route_rule_put
INSERT INTO route_rule (template_id, sender, class, words, account_id, at_ms)
VALUES (:template, :sender, :class, :words, :account, :at);

-- name: route_rule_end
UPDATE route_rule SET ended_ms = :at WHERE id = :id AND ended_ms IS NULL;

-- name: route_letter
SELECT coalesce(i.sender_name, ''), coalesce(l.class_code, ''), l.subject
FROM letter l JOIN incoming i ON i.letter_id = l.id WHERE l.id = :id;

-- name: route_last
/* scan: the newest hundred of a walk along the key */
SELECT i.letter_id, i.sender_name, coalesce(l.class_code, ''), l.subject, l.secrecy
FROM incoming i CROSS JOIN letter l ON l.id = i.letter_id ORDER BY i.letter_id DESC LIMIT 100;

-- name: route_form_uses
-- How often each form was drafted of late.
/* scan: the newest three thousand letters of a walk along the key */
SELECT x.form, count(*) FROM (SELECT l.form, l.direction FROM letter l ORDER BY l.id DESC LIMIT 3000) x
WHERE x.direction = 'out' GROUP BY x.form ORDER BY 2 DESC, 1 LIMIT 100;
