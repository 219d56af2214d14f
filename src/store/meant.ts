/** Which customers a selection means, in SQL: what `isMeant` of the SOPs says of one, for many at once. */

/** `c` is the customer, `selection` a parameter. */
export const isMeant = (selection: string) => `NOT EXISTS (
    SELECT FROM jsonb_each(${selection}::jsonb) AS s(key, values)
    WHERE NOT coalesce(s.values ? CASE s.key
      WHEN 'kind' THEN c.kind WHEN 'tier' THEN c.tier WHEN 'stage' THEN c.stage ELSE c.fields->>s.key END, false))`;
