/** Where a requester can be told, by who they are on each platform. */

/**
 * A number somebody gave is as good as an account, unless it is one and its owner wants to hear no more. `requester` is
 * SQL for an id.
 */
export const accountsOf = (requester: string) => `
  SELECT platform, account FROM identity WHERE requester_id = ${requester} AND opted_out_at IS NULL
  UNION ALL
  SELECT 'sms', p.phone FROM requester p WHERE p.id = ${requester} AND p.phone IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM identity i WHERE i.platform = 'sms'
        AND (i.requester_id = p.id OR (i.account = p.phone AND i.opted_out_at IS NOT NULL)))
  ORDER BY platform, account`;
