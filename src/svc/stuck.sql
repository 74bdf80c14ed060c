-- Where letters stop: each post with what waits there, S1 kept: Rahasia and above uncounted.

-- name: stuck_posts
SELECT p.id, p.name, u.name,
  coalesce((SELECT CASE h.kind WHEN 'plt' THEN 'Plt. ' WHEN 'plh' THEN 'Plh. '
      WHEN 'pj' THEN 'Pj. ' ELSE '' END || n.name
    FROM holder_turn h JOIN person n ON n.id = h.person_id
    WHERE h.position_id = p.id AND :today BETWEEN h.from_day AND h.to_day
    ORDER BY h.turn DESC, h.id DESC LIMIT 1), ''),
  (SELECT count(*) FROM (SELECT 1 FROM tray t JOIN letter l ON l.id = t.letter_id
    WHERE t.position_id = p.id AND t.state IN ('terkirim', 'dibaca')
      AND l.secrecy IN ('biasa', 'terbatas') LIMIT 1000)),
  (SELECT count(*) FROM (SELECT 1 FROM letter l WHERE l.desk_position_id = p.id
    AND l.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'didisposisi', 'ditindaklanjuti',
      'konsep', 'terketik', 'diperiksa-tu', 'dikoreksi', 'ditandatangani', 'tercatat-keluar')
    AND l.secrecy IN ('biasa', 'terbatas') LIMIT 1000)),
  coalesce((SELECT min(t.sent_ms) FROM tray t WHERE t.position_id = p.id
    AND t.state IN ('terkirim', 'dibaca')), 0),
  coalesce((SELECT min(l.step_ms) FROM letter l WHERE l.desk_position_id = p.id
    AND l.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'didisposisi', 'ditindaklanjuti',
      'konsep', 'terketik', 'diperiksa-tu', 'dikoreksi', 'ditandatangani', 'tercatat-keluar')), 0),
  (SELECT count(*) FROM (SELECT 1 FROM tray t JOIN letter l ON l.id = t.letter_id
    WHERE t.position_id = p.id AND t.state IN ('terkirim', 'dibaca')
      AND l.secrecy IN ('biasa', 'terbatas')
      AND EXISTS (SELECT 1 FROM due x WHERE x.due_ms <= :now AND ((x.what = 'tray' AND x.object_id = t.id)
        OR (x.what = 'letter' AND x.object_id = l.id))) LIMIT 1000)),
  (SELECT count(*) FROM (SELECT 1 FROM matter_role r JOIN matter m ON m.id = r.matter_id
    WHERE r.role = p.role AND m.state = 'berjalan' LIMIT 1000)),
  coalesce((SELECT min(m.step_ms) FROM matter_role r JOIN matter m ON m.id = r.matter_id
    WHERE r.role = p.role AND m.state = 'berjalan'), 0)
FROM position p JOIN unit u ON u.id = p.unit_id
WHERE (p.valid_from IS NULL OR p.valid_from <= :today)
  AND (p.valid_to IS NULL OR p.valid_to >= :today)
ORDER BY u.id, p.id;
